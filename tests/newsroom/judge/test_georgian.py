"""Georgian headlines that a reader of Georgian could not mistake."""

import pytest

from tests.newsroom.judge.shipped_reader import read

#: A headline and the kind of event that it tells.
NEWS = [
    ("ნაღმსატყორცნებიდან სოთქს ესროლეს", "shelling_or_fire"),
    ("რუსი სამხედროები ჩორჩანასთან ახალ პოზიციაზე განლაგდნენ", "troop_movement"),
    ("რუსი სამშვიდობოები ყარაბაღიდან გადიან", "troop_movement"),
    ("გუგუტიანთკარში საოკუპაციო ხაზი 300 მეტრით გადმოსწიეს", "border_delimitation"),
    ("აზერბაიჯანმა სომხეთს ხუთი ტყვე დაუბრუნა", "captives_or_exchange"),
    ("სოხუმმა ენგურის ხიდზე მიმოსვლა შეაჩერა", "blockade_or_closure"),
    ("ზემო ლარსი სატვირთოებისთვის ჩაიკეტა, ასობით მანქანა ელოდება", "blockade_or_closure"),
    ("რუსი მესაზღვრეები სიუნიქიდან მიდიან", "troop_movement"),
    ("რუსეთმა ზემო ლარსზე ქართული მანქანების გატარება შეაჩერა", "blockade_or_closure"),
    ("შუახევის მოსახლეობა გზას კეტავს მაღაროს წინააღმდეგ", "protest"),
    ("ნიქოზში უცნობებმა ეკლესია დაარბიეს და ხატები დაწვეს", "other"),
]

#: Everyday life, sport and talk.
NONE = [
    "შატილში გზა ზამთრამდე დაიხურება",
    "შსს: აქციაზე ძალა არ გამოგვიყენებია",
    "სომხეთმა ინდოეთისგან ჰაუბიცები შეიძინა",
    "კანადამ ქართველ მოსამართლეებს სანქციები დაუწესა",
    "სოხუმი თბილისს ადანაშაულებს პროვოკაციაში",
    "2025 წელს ოკუპანტებმა 37 ადამიანი დააკავეს - სუს-ის ანგარიში",
    "აეროპორტში თვითმფრინავი იძულებით დაეშვა",
]


@pytest.mark.parametrize(("title", "kind"), NEWS)
def test_a_georgian_headline_tells_an_event(title, kind):
    meaning = read("ka", title)
    assert meaning.news
    assert meaning.incident.type == kind


@pytest.mark.parametrize("title", NONE)
def test_a_georgian_headline_tells_none(title):
    assert not read("ka", title).news


#: A report and the places where it happened.
SCENES = [
    ("გუგუტიანთკართან გატაცებული მამაკაცი ერგნეთთან გადმოსცეს", "", {"Ergneti"}),
    (
        "ახალქალაქში გარდაბნიდან ჩამოსული ცისტერნა აფეთქდა, დაიღუპა ორი ადამიანი",
        "",
        {"Akhalkalaki"},
    ),
    ("სოხუმის ციხიდან ორი მოქალაქე ენგურის ხიდთან გადმოიყვანეს", "", {"Enguri Bridge"}),
]


@pytest.mark.parametrize(("title", "body", "places"), SCENES)
def test_a_georgian_report_names_its_scene(title, body, places):
    assert {place.name for place in read("ka", title, body).places} == places
