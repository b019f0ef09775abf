"""The commands for voting records, run as people and scripts run them."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from console.commands.votes_records import COMMANDS

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data" / "un-records"
COMMAND = {command.name: command for command in COMMANDS}


@pytest.fixture
def vedette(tmp_path, monkeypatch, sqlite_file):
    """Run `votes` commands where there is no configuration, so the starter's; a new database."""
    shutil.copy(sqlite_file, tmp_path / "votes.db")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VEDETTE_CONFIG", raising=False)
    monkeypatch.setenv("VEDETTE_DATABASE", f"sqlite:///{tmp_path}/votes.db")

    def run(name, *arguments):
        return CliRunner().invoke(
            COMMAND[name], [str(one) for one in arguments], standalone_mode=False
        )

    return run


@pytest.fixture
def bare(tmp_path):
    """Give a configuration with no starter memory and one series."""
    directory = tmp_path / "bare"
    directory.mkdir()
    (directory / "sources.yaml").write_text("sources: []\n")
    (directory / "channels.yaml").write_text("channels: []\n")
    (directory / "series.yaml").write_text(
        "series:\n  - {id: ES-11, title: Ukraine, symbols: [A/RES/ES-11/*]}\n"
        "  - {id: all, title: All, symbols: [A/RES/ES-11/1, A/RES/68/262]}\n"
    )
    return directory


def data(result):
    assert result.exception is None
    return json.loads(result.stdout)


# --- import -------------------------------------------------------------------------------------


def test_an_import_says_what_it_did(vedette):
    result = vedette("import", DATA / "assembly.csv", DATA / "es-11-1.xml")
    assert result.return_value == 0
    assert result.stdout == ""
    first, second = result.stderr.splitlines()
    assert first.endswith("assembly.csv: 2 votes: 2 new")
    assert second.endswith("es-11-1.xml: 1 vote: 1 replaced")


def test_the_same_again_is_done_too(vedette):
    vedette("import", DATA / "es-11-1.xml")
    result = vedette("import", "--json", DATA / "es-11-1.xml")
    assert result.return_value == 0
    assert data(result)["counts"] == {
        "votes": 1, "new": 0, "replaced": 0, "unchanged": 1, "outranked": 0,
        "left_out": 0, "broken": 0,
    }  # fmt: skip


def test_records_that_make_no_sense_are_named_and_the_rest_is_imported(vedette):
    result = vedette("import", "--json", DATA / "search.xml")
    assert result.return_value == 3
    (one,) = data(result)["files"]
    assert (one["new"], one["error"]) == (4, None)
    assert one["left_out"] == [
        {"record": "555", "place": 5, "why": "it has no vote: another kind of record"},
        {"record": "774001", "place": 6, "why": "“5 June 2014” is no date"},
    ]
    assert "record 774001: “5 June 2014” is no date" in result.stderr


def test_a_broken_file_is_named_and_the_others_are_imported(vedette, tmp_path):
    cut = tmp_path / "cut.xml"
    cut.write_bytes((DATA / "search.xml").read_bytes()[:20_000])
    result = vedette("import", "--json", cut, DATA / "es-11-1.xml")
    assert result.return_value == 3
    broken, whole = data(result)["files"]
    assert broken["file"] == str(cut)
    assert broken["error"].startswith("not XML to its end")
    assert (broken["votes"], whole["new"]) == (0, 1)
    assert "nothing of it is kept" in result.stderr


@pytest.mark.parametrize("arguments", [[], ["nowhere.xml"], ["."]])
def test_wrong_usage(vedette, arguments):
    result = vedette("import", *arguments)
    assert result.exception.exit_code == 2


# --- show ---------------------------------------------------------------------------------------


def test_show_gives_one_object(vedette, bare):
    vedette("import", DATA / "es-11-1.xml")
    for symbol in ("A/RES/ES-11/1", "a/res/es-11/1", "A/RES/ES.11/1", "A/ES-11/L.1"):
        vote = data(vedette("show", symbol, "--json", "--config", bare))
        assert vote["symbol"] == "A/RES/ES-11/1"
        assert vote["not_voting"] == 12
        assert vote["roll_call"]["AZE"] == "absent"
        assert vote["lists"] == dict.fromkeys(("yes", "no", "abstain", "absent"), "complete")
        assert vote["roll_call_complete"] is True
        assert vote["source"] == "https://digitallibrary.un.org/record/3959039"


def test_show_gives_null_for_what_is_not_known(vedette, bare):
    result = vedette("show", "A/RES/1/1", "--json", "--config", bare)
    assert data(result) is None
    assert result.return_value in {None, 0}
    assert vedette("show", "A/RES/1/1").stdout == ""


def test_nothing_is_known_without_memory_and_everything_of_it_with(vedette, bare):
    assert data(vedette("show", "A/RES/68/262", "--json", "--config", bare)) is None
    assert data(vedette("show", "A/RES/68/262", "--json"))["in_favour"] == 100


def test_a_record_replaces_the_memory(vedette):
    before = data(vedette("show", "A/RES/68/262", "--json"))
    vedette("import", DATA / "assembly-2024.csv")
    after = data(vedette("show", "A/RES/68/262", "--json"))
    assert before["roll_call"] == after["roll_call"]
    assert after["source"] == "https://digitallibrary.un.org/record/767565"


def test_show_for_people_fits_a_terminal_and_calls_nobody_absent(vedette):
    text = vedette("show", "A/RES/ES-11/1").stdout
    assert "Did not vote, 12: Azerbaijan" in text
    assert "absent" not in text.lower()
    assert max(map(len, text.splitlines()[:-1])) <= 80
    without = vedette("import", DATA / "search.xml") and vedette("show", "A/RES/72/279").stdout
    assert "Without a vote" in without


# --- country ------------------------------------------------------------------------------------


def test_a_country(vedette, bare):
    vedette("import", DATA / "es-11-1.xml", DATA / "assembly-2024.csv", DATA / "assembly.csv")
    for name in ("AZE", "Azərbaycan", "Ադրբեջան"):
        assert data(vedette("country", name, "--json", "--config", bare)) == {
            "country": "AZE",
            "votes": [
                {"symbol": "A/RES/68/262", "date": "2014-03-27", "vote": "yes", "series": "all",
                 "part": "whole"},
                {"symbol": "A/RES/74/168", "date": "2019-12-18", "vote": "absent", "series": None,
                 "part": "whole"},
                {"symbol": "A/RES/ES-11/1", "date": "2022-03-02", "vote": "absent",
                 "series": "ES-11", "part": "whole"},
            ],
            "series": {
                "ES-11": {"yes": 0, "no": 0, "abstain": 0, "absent": 1,
                          "streak": {"vote": "absent", "length": 1}},
                "all": {"yes": 1, "no": 0, "abstain": 0, "absent": 1,
                        "streak": {"vote": "absent", "length": 1}},
            },
        }  # fmt: skip


def test_a_country_of_which_nothing_is_known(vedette, bare):
    nothing = {"yes": 0, "no": 0, "abstain": 0, "absent": 0, "streak": None}
    assert data(vedette("country", "ARM", "--json", "--config", bare)) == {
        "country": "ARM",
        "votes": [],
        "series": {"ES-11": nothing, "all": nothing},
    }


def test_a_country_for_people(vedette):
    text = vedette("country", "Armenia").stdout
    assert text.startswith("Armenia (ARM): ")
    assert "2022-03-02  A/RES/ES-11/1       abstained" in text
    assert "ES-11                    " in text


@pytest.mark.parametrize("since", ["2019-12-18", "2019-12", "2019"])
def test_a_country_since_a_day(vedette, bare, since):
    vedette("import", DATA / "es-11-1.xml", DATA / "assembly-2024.csv", DATA / "assembly.csv")
    told = data(vedette("country", "AZE", "--since", since, "--json", "--config", bare))
    assert [one["symbol"] for one in told["votes"]] == ["A/RES/74/168", "A/RES/ES-11/1"]
    assert told["series"]["all"]["yes"] == 0
    later = data(vedette("country", "AZE", "--since", "2022-03-03", "--json", "--config", bare))
    assert later["votes"] == []


@pytest.mark.parametrize("since", ["22", "2022-13", "yesterday", "20220", "2022-02-30"])
def test_a_day_that_is_none(vedette, since):
    error = vedette("country", "AZE", "--since", since).exception
    assert error.exit_code == 2
    assert "is no date; write 2022, 2022-03 or 2022-03-02" in error.message


def test_a_country_that_does_not_exist(vedette):
    error = vedette("country", "Azerbaijjan").exception
    assert error.exit_code == 2
    assert "did you mean “azerbaijan”?" in error.message


# --- matrix and series --------------------------------------------------------------------------


def test_a_matrix(vedette, bare):
    vedette("import", DATA / "es-11-1.xml", DATA / "assembly-2024.csv")
    arguments = ("--countries", "ARM,Azerbaijan,RUS,YUG", "--config", bare, "--json")
    found = data(vedette("matrix", "--series", "all", *arguments))
    assert found["countries"] == ["ARM", "AZE", "RUS", "YUG"]
    assert [row["symbol"] for row in found["votes"]] == ["A/RES/68/262", "A/RES/ES-11/1"]
    assert found["votes"][1]["votes"] == {
        "ARM": "abstain", "AZE": "absent", "RUS": "no", "YUG": None,
    }  # fmt: skip
    assert found["totals"]["RUS"]["streak"] == {"vote": "no", "length": 2}
    pair = next(one for one in found["agreement"] if one["countries"] == ["ARM", "RUS"])
    assert (pair["same"], pair["both_voted"], pair["both_known"]) == (1, 2, 2)
    first = data(vedette("matrix", *arguments))
    assert (first["series"], len(first["votes"])) == ("ES-11", 1)


def test_a_matrix_for_people_has_as_many_countries_as_fit(vedette):
    codes = "ARM,AZE,GEO,RUS,TUR,IRN,USA,CHN,FRA,GBR"
    lines = vedette("matrix", "--countries", codes).stdout.splitlines()
    assert max(map(len, lines)) <= 80
    assert sum(line.startswith("2022-03-02  A/RES/ES-11/1") for line in lines) == 2
    assert lines[3].split() == codes.split(",")[:8]


def test_a_matrix_as_a_picture(vedette, tmp_path):
    file = tmp_path / "es-11.png"
    done = vedette("matrix", "--countries", "ARM,AZE,RUS", "--series", "ES-11", "--png", file)
    assert file.read_bytes().startswith(b"\x89PNG")
    assert "es-11.png: 3 x 9 texts" in done.stderr
    assert "A/RES/ES-11/1" in done.stdout
    nowhere = vedette("matrix", "--countries", "ARM", "--png", tmp_path / "no" / "es-11.png")
    assert nowhere.exception.exit_code == 2
    assert "cannot write" in nowhere.exception.message


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--series", "ES-12"], "no series “ES-12”; there are ES-11, ukraine-aggression"),
        (["--countries", "ARM,XLAND"], "no country “XLAND”"),
        (["--countries", " , "], "name countries"),
    ],
)
def test_a_matrix_of_what_is_not_there(vedette, arguments, why):
    error = vedette("matrix", *arguments).exception
    assert error.exit_code == 2
    assert why in error.message


def test_the_series(vedette):
    first, second, *_ = data(vedette("series", "--json"))
    assert (first["id"], first["symbols"]) == ("ES-11", ["A/RES/ES-11/*"])
    assert first["votes"][0]["symbol"] == "A/RES/ES-11/1"
    assert second["id"] == "ukraine-aggression"
    assert "ES-11: 9 texts known" in vedette("series").stdout


# --- the whole program --------------------------------------------------------------------------


def test_the_program_itself(tmp_path, sqlite_file):
    """As installed: exit codes, and no colour or line of progress where nobody looks."""
    shutil.copy(sqlite_file, tmp_path / "votes.db")
    program = shutil.which("vedette", path=str(Path(sys.executable).parent))
    environment = {
        **os.environ,
        "VEDETTE_DATABASE": f"sqlite:///{tmp_path}/votes.db",
        "VEDETTE_CONFIG": str(ROOT / "config"),
    }

    def run(*arguments):
        return subprocess.run(
            [program, "votes", *arguments],
            cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    done = run("import", str(DATA / "search.xml"))
    assert (done.returncode, done.stdout) == (3, "")
    assert "\x1b" not in done.stderr
    assert len(done.stderr.splitlines()) == 3
    assert json.loads(run("show", "A/RES/1/1", "--json").stdout) is None
