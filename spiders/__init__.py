"""The way in: the only room that knows Scrapy."""
