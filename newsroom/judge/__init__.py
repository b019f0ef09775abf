"""What an article means to us: watches, age, copies, and the verdict."""
