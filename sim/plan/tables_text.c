/* What a cell of the tables says, as the form prints it. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "tables.h"

static bool known(double x) { return fabs(x) < ABSENT_ABOVE; }

/* A part of ten with no more digits than it takes: "2", "4.5". */
static char *part_text(double part, int decimals, char text[32])
{
    snprintf(text, 32, "%.*f", decimals, part);
    for (char *end = text + strlen(text) - 1; strchr(text, '.') && (*end == '0' || *end == '.'); end--) {
        const bool point = *end == '.';
        *end = '\0';
        if (point)
            break;
    }
    return text;
}

char *figure_text(const struct filled_row *row, const struct filled_cell *cell, char text[FIGURE_TEXT])
{
    char counts[40] = "", part[32], rest[32];

    text[0] = '\0';
    if (!known(cell->value))
        return text;
    if (known(cell->part))
        snprintf(counts, sizeof counts, "（%.0f/%.0f）", cell->part, cell->whole);
    switch (row->print) {
    case PRINT_SHARE:
        snprintf(text, FIGURE_TEXT, "%.*f%%%s", row->decimals, 100.0 * cell->value, counts);
        break;
    case PRINT_TO_ONE:
        snprintf(text, FIGURE_TEXT, "%.*f:1%s", row->decimals, cell->value,
                 row->unit == UNIT_STUDENTS_PER_TEACHER ? counts : "");
        break;
    case PRINT_PARTS:
        snprintf(text, FIGURE_TEXT, "%s:%s", part_text(10.0 * cell->value, row->decimals, part),
                 part_text(10.0 - 10.0 * cell->value, row->decimals, rest));
        break;
    case PRINT_NUMBER:
        snprintf(text, FIGURE_TEXT, "%.*f", row->decimals, cell->value);
        break;
    case PRINT_TEXT:
        break;
    }
    return text;
}

double shown_difference(const struct filled_row *row, const struct filled_cell *cell, int *decimals)
{
    const double scale = row->print == PRINT_SHARE ? 100.0 : row->print == PRINT_PARTS ? 10.0 : 1.0;
    const double shown = scale * cell->difference;
    double unit = 1.0;

    *decimals = row->decimals;
    if (row->print == PRINT_NUMBER && *decimals == 0 && fabs(shown - round(shown)) > 0.005)
        *decimals = 2; /* the plan prints 1387.35 */
    for (int i = 0; i < *decimals; i++)
        unit /= 10.0;
    for (; fabs(shown) < 0.5 * unit && *decimals < 6; unit /= 10.0) /* a difference is never shown as 0 */
        ++*decimals;
    return shown;
}

char *difference_text(const struct filled_row *row, const struct filled_cell *cell, char text[FIGURE_TEXT])
{
    int decimals;

    text[0] = '\0';
    if (!cell->differs)
        return text;
    const double shown = shown_difference(row, cell, &decimals);
    snprintf(text, FIGURE_TEXT, "%s%.*f", shown < 0.0 ? "−" : "+", decimals, fabs(shown));
    return text;
}

char *year_text(int year, bool base, int what, bool chinese, char text[FIGURE_TEXT])
{
    static const char *const ends[][2] = {{"", ""}, {"推算", " simulated"}, {"差额", " difference"}};

    if (base && what == YEAR_PLAN)
        snprintf(text, FIGURE_TEXT, chinese ? "现有基础（%d年）" : "%d (base)", year);
    else
        snprintf(text, FIGURE_TEXT, chinese ? "%d年%s" : "%d%s", year, ends[what][chinese ? 0 : 1]);
    return text;
}

const char *column_label(const char *column, bool chinese)
{
    static const char *const labels[][3] = {{"names", "开设专业", "programmes offered"},
                                            {"points", "专业点数", "number of programmes"},
                                            {"students", "学生数", "students"}};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        if (strcmp(column, labels[i][0]) == 0)
            return labels[i][chinese ? 1 : 2];
    }
    return "";
}

static const char *const reasons[GAPS][2] = {
    [GAP_NONE] = {"", ""},
    [GAP_NAMES] = {"模型不推算专业名称", "the model does not name programmes"},
    [GAP_NO_ITEM] = {"方案文件中没有与本行对应的任务或产业",
                     "no initiative or industry of the scenario belongs to this row"},
    [GAP_NOT_GIVEN] = {"方案文件没有给出推算本行所需的数据", "the scenario does not give what this row is made of"},
    [GAP_NO_HIGHER] = {"方案文件没有高职院校", "the scenario has no higher vocational education"},
    [GAP_BOTH_LEVELS] = {"模型不分中职、高职推算本行", "the model has one figure for secondary and higher together"},
    [GAP_ZERO] = {"分母为零", "a ratio to nothing"},
};

char *gap_reason(const struct filled_tables *f, enum gap gap, bool chinese, char text[GAP_TEXT])
{
    const struct scenario *s = f->run->setup->scenario;

    if (gap == GAP_FLOW)
        snprintf(text, GAP_TEXT,
                 chinese ? "本行是当年发生数，%d年为基期，从%d年起推算"
                         : "counts what happens in a year: %d is the base year, the projection starts in %d",
                 s->first_year, s->first_year + 1);
    else if (gap == GAP_YEAR)
        snprintf(text, GAP_TEXT, chinese ? "方案文件只推算%d至%d年" : "the scenario projects %d to %d only",
                 s->first_year, s->last_year);
    else
        snprintf(text, GAP_TEXT, "%s", reasons[gap][chinese ? 0 : 1]);
    return text;
}
