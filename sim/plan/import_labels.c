/* Labels, titles and headings as people write them. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "import_sheet.h"

enum { LABEL = 400 };

/* Without blanks, with plain signs and small letters: what labels are compared by. */
static char *plain_label(const char *text, char to[LABEL])
{
    static const char *const signs[][2] = {{"（", "("}, {"）", ")"}, {"：", ":"}, {"，", ","},      {"“", ""},
                                           {"”", ""},   {"、", ","}, {"　", ""},  {"\xc2\xa0", ""}, {"．", "."},
                                           {"／", "/"}, {"－", "-"}, {"—", "-"}};
    size_t n = 0;

    while (*text && n + 4 < LABEL) {
        size_t i = 0;
        while (i < sizeof signs / sizeof *signs && strncmp(text, signs[i][0], strlen(signs[i][0])) != 0)
            i++;
        if (i < sizeof signs / sizeof *signs) {
            text += strlen(signs[i][0]);
            if (signs[i][1][0])
                to[n++] = signs[i][1][0];
            continue;
        }
        if (*text >= 'A' && *text <= 'Z')
            to[n++] = (char)(*text - 'A' + 'a');
        else if (*text != ' ' && *text != '\t' && *text != '"')
            to[n++] = *text;
        text++;
    }
    to[n] = '\0';
    return to;
}

/* Cuts off a unit in brackets at the end: "培训规模(人日)". */
static char *without_unit(char *label)
{
    char *bracket = strrchr(label, '(');
    const size_t length = strlen(label);
    if (bracket && bracket > label && length && label[length - 1] == ')')
        *bracket = '\0';
    return label;
}

bool same_label(const char *given, const char *label)
{
    char a[LABEL], b[LABEL];
    if (strcmp(plain_label(given, a), plain_label(label, b)) == 0)
        return true;
    return strcmp(without_unit(a), without_unit(b)) == 0;
}

static bool holds(const char *text, const char *part) { return strstr(text, part) != NULL; }

/* "一、规模与布局", "附表1 规模与布局", "1. Scale and layout": past the number. */
static const char *past_number(const char *text)
{
    static const char *const leads[] = {"附表", "附件", "表", "一", "二", "三", "四", "五", "六",
                                        "、",   ".",    "．", " ",  "：", ":",  "（", "）", "　"};
    for (bool moved = true; moved;) {
        moved = false;
        while (*text >= '0' && *text <= '9')
            text++, moved = true;
        for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
            if (strncmp(text, leads[i], strlen(leads[i])) == 0) {
                text += strlen(leads[i]);
                moved = true;
            }
        }
    }
    return text;
}

int titled_table(const char *text)
{
    text = past_number(text);
    for (int t = 0; t < annex_form.table_count; t++) {
        const struct annex_table *table = &annex_form.tables[t];
        if (same_label(text, table->label_zh) || same_label(text, table->label_en))
            return t;
    }
    return -1;
}

int year_in(const char *text)
{
    for (; *text; text++) {
        const size_t digits = strspn(text, "0123456789");
        if (digits == 4 && (strncmp(text, "19", 2) == 0 || strncmp(text, "20", 2) == 0 || strncmp(text, "21", 2) == 0))
            return atoi(text);
        text += digits ? digits - 1 : 0;
    }
    return 0;
}

const char *column_in(const char *text)
{
    char label[LABEL];
    plain_label(text, label);
    if (holds(label, "开设专业") || holds(label, "programmesoffered") || holds(label, "names"))
        return "names";
    if (holds(label, "专业点") || holds(label, "numberofprogrammes") || holds(label, "points"))
        return "points";
    return holds(label, "学生") || holds(label, "students") ? "students" : NULL;
}

bool is_passed_over(const char *text)
{
    static const char *const words[] = {"推算",       "模拟",   "差额", "说明", "simulated",
                                        "difference", "remark", "单位", "unit"};
    char label[LABEL];
    plain_label(text, label);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (holds(label, words[i]))
            return true;
    }
    return false;
}

bool is_heading(const char *text)
{
    static const char *const words[] = {"指标", "产业", "项目", "indicator", "industry"};
    char label[LABEL];
    plain_label(text, label);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(label, words[i]) == 0)
            return true;
    }
    return false;
}

bool is_note(const char *text)
{
    return strncmp(text, "备注", strlen("备注")) == 0 || strncmp(text, "注：", strlen("注：")) == 0 ||
           strncasecmp(text, "note:", 5) == 0;
}
