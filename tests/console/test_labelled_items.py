"""`evaluate` and `train`: labelled items in, scores and weights out."""

from __future__ import annotations

import json

from console.cli import invoke


def item(number, title, *, alert=False):
    topics = ["caucasus_incident"] if alert else ["none"]
    return {
        "id": str(number), "lang": "en", "published": "2026-11-20T10:00:00Z", "title": title,
        "body": "", "url": f"https://news.example.org/{number}",
        "label": {"alert": alert, "topics": topics, "severity": 2 if alert else 0, "places": []},
    }  # fmt: skip


ITEMS = [
    *(
        item(n, f"{n + 2} soldiers killed in shelling near Sotk, Armenia", alert=True)
        for n in range(6)
    ),
    *(item(10 + n, f"Ararat Yerevan win the cup final {n}:0") for n in range(6)),
]


def written(folder, items, name="items.jsonl"):
    path = folder / name
    path.write_text("".join(json.dumps(one) + "\n" for one in items), encoding="utf-8")
    return str(path)


def test_judgements_are_compared_with_labels(here, capsys):
    here.configure()
    assert invoke(["evaluate", written(here.folder, ITEMS), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["items"] == 12
    assert found["by_language"].keys() == {"en"}
    assert invoke(["evaluate", written(here.folder, ITEMS)]) == 0
    assert "12 items compared." in capsys.readouterr().out


def test_a_line_without_a_label_is_named_and_left_out(here, capsys):
    here.configure()
    path = written(here.folder, [*ITEMS, {"id": "x", "title": "No label", "body": ""}])
    assert invoke(["evaluate", path, "--json"]) == 3
    told = capsys.readouterr()
    assert json.loads(told.out)["items"] == 12
    assert "items.jsonl:13: has no label" in told.err


def test_nothing_to_compare_is_wrong_usage(here, capsys):
    here.configure()
    assert invoke(["evaluate", written(here.folder, [])]) == 2
    assert "no labelled item" in capsys.readouterr().err


def test_weights_are_written_into_the_configuration_and_are_the_same_again(here, capsys):
    here.configure()
    path = written(here.folder, ITEMS)
    weights = here.folder / "config" / "weights.json"
    assert invoke(["train", path, "--config", "config"]) == 0
    # One question has no item that answers yes: there the written rules stand.
    assert "politics" not in json.loads(weights.read_text(encoding="utf-8"))["heads"]
    talk = item(30, "Pashinyan says the peace treaty will come")
    talk["label"]["topics"] = ["caucasus_politics"]
    path = written(here.folder, [*ITEMS, talk])
    assert invoke(["train", path, "--config", "config"]) == 0
    first = weights.read_text(encoding="utf-8")
    assert invoke(["train", path, "--config", "config", "--json"]) == 0
    assert weights.read_text(encoding="utf-8") == first
    capsys.readouterr()
    assert invoke(["evaluate", path, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["by_topic"]["caucasus_incident"]["f1"] == 1


def test_a_line_that_teaches_nothing_is_named(here, capsys):
    here.configure()
    bad = {**ITEMS[0], "label": "perhaps"}
    talk = item(30, "Pashinyan says the peace treaty will come")
    talk["label"]["topics"] = ["caucasus_politics"]
    path = written(here.folder, [bad, talk, *ITEMS])
    assert invoke(["train", path, "--out", "w.json"]) == 3
    assert "items.jsonl:1: has no label" in capsys.readouterr().err


def test_a_broken_model_is_a_mistake_in_the_configuration(here, capsys):
    here.configure()
    (here.folder / "config" / "weights.json").write_text("{}", encoding="utf-8")
    assert invoke(["evaluate", written(here.folder, ITEMS)]) == 2
    assert "weights.json:1: is no model of version 1" in capsys.readouterr().err
