"""The demonstration's context figures: Trafford's as its report of February 2021 prints them, Eastmere's invented."""

from typing import Final

from trigpoint.inspectorate.register.figures import Figures, Part

_ONS: Final = "Office for National Statistics (2020), UK population estimates, mid-2019"
_YJB: Final = "Youth Justice Board (2020), Youth justice annual statistics: 2018 to 2019"
_NATION: Final = "England and Wales"
_INVENTED: Final = "Invented for this demonstration"


def _percentages(topic: str, title: str, year: str, source: str, nation: str, *parts: tuple[str, str, str]) -> Figures:
    return Figures(
        topic,
        title,
        year,
        source,
        "percent",
        tuple(Part(*part) for part in parts),
        nation=nation,
        national_source=source,
    )


def _numbers(topic: str, title: str, year: str, source: str, *parts: tuple[str, str]) -> Figures:
    return Figures(topic, title, year, source, "number", tuple(Part(*part) for part in parts))


OF_TRAFFORD: Final = (
    _numbers("population", "Population", "2019", _ONS, ("All ages", "237354"), ("Aged 10 to 17", "25426")),
    _percentages(
        "age",
        "Children cautioned or sentenced, by age",
        "2018 to 2019",
        _YJB,
        _NATION,
        ("10 to 14", "17", "23"),
        ("15 to 17", "83", "77"),
    ),
    _percentages(
        "ethnicity",
        "Children cautioned or sentenced, by ethnicity",
        "2018 to 2019",
        _YJB,
        _NATION,
        ("White", "48", "70"),
        ("Black and minority ethnic", "43", "26"),
        ("Unknown", "9", "4"),
    ),
    _percentages(
        "sex",
        "Children cautioned or sentenced, by sex",
        "2018 to 2019",
        _YJB,
        _NATION,
        ("Male", "85", "85"),
        ("Female", "15", "15"),
    ),
    _numbers(
        "caseloads",
        "Caseload, last four quarters",
        "2020",
        "The service",
        ("Community sentences", "48"),
        ("In custody", "9"),
        ("On licence", "2"),
        ("Out-of-court disposals", "79"),
    ),
)

OF_EASTMERE: Final = (
    _numbers("population", "Population", "2025", _INVENTED, ("All ages", "118200"), ("Aged 10 to 17", "11640")),
    _percentages(
        "age",
        "Children cautioned or sentenced, by age",
        "2024 to 2025",
        _INVENTED,
        "Invented nation",
        ("10 to 14", "26", "22"),
        ("15 to 17", "74", "78"),
    ),
    _numbers(
        "caseloads",
        "Caseload at the announcement",
        "2026",
        _INVENTED,
        ("Court disposals", "31"),
        ("Out-of-court disposals", "27"),
    ),
)
