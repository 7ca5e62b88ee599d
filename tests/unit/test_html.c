/* HTML: whatever a scenario says stays text, and every element is closed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "html.h"

static char *bytes;
static size_t length;

static struct html start(void)
{
    struct html h = {.out = open_memstream(&bytes, &length)};
    assert_non_null(h.out);
    return h;
}

/* What was written; the caller frees it. */
static char *finish(struct html *h)
{
    html_finish(h);
    fclose(h->out);
    return bytes;
}

static void text_is_never_markup(void **state)
{
    (void)state;
    struct html h = start();
    html_put(&h, "p", NULL, "%s", "<script>alert(\"1\" & '2')</script>");
    char *text = finish(&h);
    assert_string_equal(text, "<p>&#60;script&#62;alert(&#34;1&#34; &#38; &#39;2&#39;)&#60;/script&#62;</p>\n");
    free(text);
}

/* A caption is also said in an attribute. */
static void captions_stay_in_their_quotes(void **state)
{
    (void)state;
    struct html h = start();
    const struct html_column columns[] = {{"a\"b", false}, {"n", true}};
    html_table(&h, "x\" onclick=\"y", columns, 2);
    html_table_end(&h);
    char *text = finish(&h);
    assert_non_null(strstr(text, "aria-label=\"x&#34; onclick=&#34;y\""));
    assert_non_null(strstr(text, "<th scope=\"col\">a&#34;b</th><th scope=\"col\" class=\"number\">n</th>"));
    assert_non_null(strstr(text, "</thead>\n<tbody></tbody>\n</table>\n</div>\n"));
    free(text);
}

/* Control and direction-changing characters become spaces, a broken byte the sign for one; the rest is kept. */
static void characters_are_safe(void **state)
{
    (void)state;
    struct html h = start();
    html_text(&h, "a\x1b[0m\nb\xE2\x80\xAE"
                  "c\xFF"
                  "济");
    char *text = finish(&h);
    assert_string_equal(text, "a [0m b c\xEF\xBF\xBD"
                              "济");
    free(text);
}

static void what_is_open_gets_closed(void **state)
{
    (void)state;
    struct html h = start();
    html_open(&h, "section", "x");
    html_open_details(&h, "%d of %s", 3, "<b>");
    html_open_row_name(&h);
    char *text = finish(&h);
    assert_string_equal(text, "<section class=\"x\"><details open=\"open\"><summary>3 of &#60;b&#62;</summary>\n"
                              "<th scope=\"row\"></th>\n</details>\n</section>\n");
    assert_int_equal(h.depth, 0);
    html_close(&h); /* one too many does nothing */
    assert_int_equal(h.depth, 0);
    free(text);
}

static void a_page_says_its_language_and_title(void **state)
{
    (void)state;
    FILE *out = open_memstream(&bytes, &length);
    struct html h;
    html_begin(&h, out, "zh-CN", "甲<乙>");
    char *text = finish(&h);
    assert_non_null(strstr(text, "lang=\"zh-CN\""));
    assert_non_null(strstr(text, "<title>甲&#60;乙&#62;</title>"));
    assert_string_equal(text + strlen(text) - strlen("</body>\n</html>\n"), "</body>\n</html>\n");
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_never_markup),
        cmocka_unit_test(captions_stay_in_their_quotes),
        cmocka_unit_test(characters_are_safe),
        cmocka_unit_test(what_is_open_gets_closed),
        cmocka_unit_test(a_page_says_its_language_and_title),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
