/* Excel's own charts of what stands on the sheets of years and ranges: they change when the cells do. */
#include <stdio.h>
#include <string.h>

#include "style.h"
#include "workbook_parts.h"

/* Width and height in pixels of a chart, and cells of the usual size that it covers with some room around. */
enum {
    CHART_WIDTH = 560,
    CHART_HEIGHT = 330,
    CELLS_ACROSS = 9,
    CELLS_DOWN = 18,
    ACROSS = 2,
    CHART_TITLE = 12,
    PRINT_SCALE = 60
};

enum trace_kind { AS_LINE, AS_DASHES, AS_COLUMN };

struct excel_trace {
    const char *key; /* an indicator row; of sectors: a trace for each sector */
    enum trace_kind kind;
    int colour; /* COLOUR_SECTOR: of the sector */
};

enum { MOST_TRACES = 4, MOST_UNNAMED = 32 };

struct excel_chart {
    const char *zh, *en;
    const char *several_zh, *several_en;    /* with several sectors, whose names are all there is room for */
    const char *axis_zh, *axis_en, *number; /* how the axis writes its numbers */
    struct excel_trace traces[MOST_TRACES];
};

static const struct excel_chart charts[] = {
    {"在校生与学位",
     "Students and places",
     "在校生（实线）与学位（虚线）",
     "Students (lines) and places (dashed)",
     "人",
     "persons",
     "#,##0",
     {{"enrolment.students", AS_LINE, COLOUR_SECTOR}, {"campus.places", AS_DASHES, COLOUR_SECTOR}}},
    {"专任教师与双师型教师",
     "Full-time and dual-qualified teachers",
     "专任教师（实线）与双师型教师（虚线）",
     "Full-time teachers (lines), dual-qualified ones (dashed)",
     "人",
     "persons",
     "#,##0",
     {{"faculty.full_time", AS_LINE, COLOUR_SECTOR}, {"faculty.dual_qualified", AS_DASHES, COLOUR_SECTOR}}},
    {"资金来源与需求",
     "Money and what is needed",
     NULL,
     NULL,
     "万元",
     "×10k yuan",
     "#,##0",
     {{"funding.revenue", AS_COLUMN, COLOUR_BLUE},
      {"funding.bonds", AS_COLUMN, COLOUR_ORANGE},
      {"funding.needed", AS_COLUMN, COLOUR_NAVY},
      {"funding.cash", AS_COLUMN, COLOUR_GREEN}}},
};

/* Ranges of these, where there is an ensemble. */
static const struct {
    const char *key, *zh, *en, *axis_zh, *axis_en, *number;
} fans[] = {
    {"enrolment.students", "在校生数的可能区间", "Students: how far they may go", "人", "persons", "#,##0"},
    {"faculty.full_time", "专任教师数的可能区间", "Full-time teachers: how far they may go", "人", "persons", "#,##0"},
    {"funding.cash", "年末结余的可能区间", "Cash at year end: how far it may go", "万元", "×10k yuan", "#,##0"},
};

static void frame(struct book *b, lxw_chart *chart, const char *title, const char *axis, const char *number)
{
    lxw_chart_font bold = {.size = CHART_TITLE, .bold = LXW_TRUE}, plain = {.size = 9, .bold = LXW_EXPLICIT_FALSE};
    lxw_chart_line grid = {.color = COLOUR_GRID, .width = 0.75};

    chart_title_set_name(chart, title);
    chart_title_set_name_font(chart, &bold);
    chart_axis_set_name(chart->y_axis, axis);
    chart_axis_set_name_font(chart->y_axis, &plain);
    chart_axis_set_num_format(chart->y_axis, number);
    chart_axis_major_gridlines_set_line(chart->y_axis, &grid);
    chart_axis_set_name(chart->x_axis, book_words(b, "年份", "Year"));
    chart_axis_set_name_font(chart->x_axis, &plain);
    chart_axis_set_num_format(chart->x_axis, "0");
    chart_axis_set_label_position(chart->x_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    chart_show_blanks_as(chart, LXW_CHART_BLANKS_AS_GAP);
}

static void line_look(lxw_chart_series *series, int colour, bool dashes, double width)
{
    lxw_chart_line line = {.color = (lxw_color_t)colour,
                           .width = (float)width,
                           .dash_type = dashes ? LXW_CHART_LINE_DASH_DASH : LXW_CHART_LINE_DASH_SOLID};
    chart_series_set_line(series, &line);
}

/* Values in a column of a sheet, against the years in another. */
static lxw_chart_series *add(struct book *b, lxw_chart *chart, const char *sheet, const struct place_on_sheet *at,
                             lxw_col_t years, const char *name)
{
    lxw_chart_series *series = chart_add_series(chart, NULL, NULL);

    if (!series) {
        b->failed = true;
        return NULL;
    }
    chart_series_set_categories(series, sheet, at->first, years, at->last, years);
    chart_series_set_values(series, sheet, at->first, at->column, at->last, at->column);
    chart_series_set_name(series, name);
    return series;
}

/* Key `i` of a row: the indicator itself, or that of each sector in turn; false when there is no more. */
static bool each_key(const struct setup *u, const char *row, int i, char key[96])
{
    const struct item_list *sectors = &u->scenario->items[SCOPE_SECTOR];
    const struct series *whole = setup_series(u, row, NULL);
    const bool by_sector = whole && whole->row->scope == SCOPE_SECTOR;

    if (i >= (by_sector ? sectors->count : 1))
        return false;
    snprintf(key, 96, "%s%s%s", row, by_sector ? "." : "", by_sector ? sectors->list[i].id : "");
    return true;
}

/* What a trace is called: by its sector alone where the title says the rest. */
static void trace_name(const struct book *b, const struct setup *u, const struct series *series, bool several,
                       char name[256])
{
    const struct item *sector = several ? &u->scenario->items[SCOPE_SECTOR].list[series->item] : NULL;

    if (sector)
        snprintf(name, 256, "%s", label_text(&sector->label, b->chinese, sector->id));
    else
        series_label(u, series, b->chinese, name, 256);
}

static bool add_trace(struct book *b, lxw_chart *chart, int scenario, const struct excel_trace *trace, const char *key,
                      int colour, bool several)
{
    const struct setup *u = b->content->runs[scenario]->setup;
    lxw_chart_fill fill = {.color = (lxw_color_t)colour};
    struct place_on_sheet at;
    char name[256];

    if (!years_place(b, scenario, key, &at))
        return false;
    trace_name(b, u, setup_series(u, key, NULL), several, name);
    lxw_chart_series *series = add(b, chart, b->years_sheet, &at, YEARS_YEAR, name);
    if (series && trace->kind == AS_COLUMN)
        chart_series_set_fill(series, &fill);
    else if (series)
        line_look(series, colour, trace->kind == AS_DASHES, 2.25);
    return true;
}

static lxw_chart *draw(struct book *b, int scenario, const struct excel_chart *spec)
{
    const struct setup *u = b->content->runs[scenario]->setup;
    const bool several = spec->several_en && u->scenario->items[SCOPE_SECTOR].count > 1;
    lxw_chart *chart = workbook_add_chart(b->to, spec->traces[0].kind == AS_COLUMN ? LXW_CHART_COLUMN : LXW_CHART_LINE);
    int16_t unnamed[MOST_UNNAMED + 1], drawn = 0, hidden = 0;
    char key[96];

    if (!chart) {
        b->failed = true;
        return NULL;
    }
    frame(b, chart, several ? book_words(b, spec->several_zh, spec->several_en) : book_words(b, spec->zh, spec->en),
          book_words(b, spec->axis_zh, spec->axis_en), spec->number);
    for (const struct excel_trace *t = spec->traces; t < spec->traces + MOST_TRACES && t->key; t++)
        for (int i = 0; each_key(u, t->key, i, key); i++) {
            if (!add_trace(b, chart, scenario, t, key, t->colour == COLOUR_SECTOR ? style_sector(i) : t->colour,
                           several))
                continue;
            if (several && t->kind == AS_DASHES && hidden < MOST_UNNAMED)
                unnamed[hidden++] = drawn;
            drawn++;
        }
    unnamed[hidden] = -1;
    if (hidden > 0)
        chart_legend_delete_series(chart, unnamed);
    return chart;
}

/* Quantiles as lines, from pale to the dark median, and the run without uncertainty dashed. */
static lxw_chart *draw_fan(struct book *b, int scenario, int fan)
{
    static const struct {
        int quantile;
        const char *name;
        double strength, width;
    } lines[] = {
        {6, "P95", 0.35, 1.5}, {5, "P90", 0.55, 1.5}, {3, NULL, 1, 2.5}, {1, "P10", 0.55, 1.5}, {0, "P5", 0.35, 1.5}};
    struct place_on_sheet at;

    if (!ranges_place(b, scenario, fans[fan].key, &at))
        return NULL;
    lxw_chart *chart = workbook_add_chart(b->to, LXW_CHART_LINE);
    if (!chart) {
        b->failed = true;
        return NULL;
    }
    frame(b, chart, book_words(b, fans[fan].zh, fans[fan].en), book_words(b, fans[fan].axis_zh, fans[fan].axis_en),
          fans[fan].number);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        const struct place_on_sheet one = {at.first, at.last, (lxw_col_t)(at.column + lines[i].quantile)};
        lxw_chart_series *series = add(b, chart, b->ranges_sheet, &one, RANGES_YEAR,
                                       lines[i].name ? lines[i].name : book_words(b, "中位数", "Median"));
        if (series)
            line_look(series, style_tint(COLOUR_BLUE, lines[i].strength), false, lines[i].width);
    }
    at.column = RANGES_BASE;
    lxw_chart_series *base = add(b, chart, b->ranges_sheet, &at, RANGES_YEAR, book_words(b, "基准推算", "Base run"));
    if (base)
        line_look(base, COLOUR_VERMILION, true, 1.75);
    return chart;
}

static void place(struct book *b, lxw_worksheet *to, lxw_chart *chart, lxw_row_t top, int number)
{
    lxw_chart_options options = {.x_scale = CHART_WIDTH / 480.0, .y_scale = CHART_HEIGHT / 288.0};

    if (chart && worksheet_insert_chart_opt(to, top + (lxw_row_t)(number / ACROSS * CELLS_DOWN),
                                            (lxw_col_t)(number % ACROSS * CELLS_ACROSS), chart, &options))
        b->failed = true;
}

void add_charts(struct book *b, lxw_worksheet *to)
{
    enum { PLAIN_CHARTS = sizeof charts / sizeof *charts, FANS = sizeof fans / sizeof *fans, MOST_BREAKS = 64 };
    lxw_row_t row = 0, breaks[MOST_BREAKS + 1] = {0};
    int pages = 0;

    for (int i = 0; i < b->content->count && to && !b->failed; i++) {
        int number = 0;
        worksheet_write_string(to, row, 0, b->names[i], b->title);
        for (int c = 0; c < PLAIN_CHARTS; c++) {
            place(b, to, draw(b, i, &charts[c]), row + 2, number);
            number++;
        }
        for (int f = 0; f < FANS && b->content->ensemble && !b->failed; f++) {
            lxw_chart *chart = draw_fan(b, i, f);
            place(b, to, chart, row + 2, number);
            number += chart != NULL;
        }
        row += 2 + (lxw_row_t)((number + ACROSS - 1) / ACROSS * CELLS_DOWN) + 1;
        if (pages < MOST_BREAKS && i + 1 < b->content->count)
            breaks[pages++] = row;
    }
    if (!to)
        return;
    worksheet_gridlines(to, LXW_HIDE_ALL_GRIDLINES);
    sheet_paper(b, to, 1);
    worksheet_set_print_scale(to, PRINT_SCALE); /* fitted to pages, page breaks would not count */
    worksheet_center_horizontally(to);
    if (pages > 0)
        worksheet_set_h_pagebreaks(to, breaks);
}
