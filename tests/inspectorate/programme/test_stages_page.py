from tests.examples.print_stages import PAGE, page


def test_the_page_about_stages_is_what_the_table_says() -> None:
    """`make fix` prints it again."""
    assert PAGE.read_text("utf-8") == page()
