/* What the charts of studies share. */
#include "study_page.h"

#include <string.h>

double study_note(struct canvas *c, const char *text, int most)
{
    const char *lines[6];
    const int count =
        lettering_wrap(c->arena, text ? text : "", NOTE_SIZE, c->width - 2 * PAGE_MARGIN, most < 6 ? most : 6, lines);

    if (!text)
        c->failed = true;
    if (c->size->brief)
        return frame_top(c);
    for (int i = 0; i < count; i++)
        canvas_text(c, PAGE_MARGIN, frame_top(c) + i * NOTE_LINE, ALIGN_LEFT, NOTE_SIZE, COLOUR_INK, lines[i]);
    return frame_top(c) + count * NOTE_LINE + 6;
}

const char *study_file(struct arena *a, const char *prefix, const char *key, int year)
{
    char *name = year ? arena_format(a, "%s-%s-%d", prefix, key, year) : arena_format(a, "%s-%s", prefix, key);

    for (char *at = name; at && *at; at++) {
        const bool plain = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || (*at >= '0' && *at <= '9');
        if (!plain)
            *at = '-';
    }
    return name;
}

const char *study_series(const struct setup *u, const struct series *series, bool chinese, struct arena *a)
{
    char text[256];

    series_label(u, series, chinese, text, sizeof text);
    return arena_copy(a, text, strlen(text));
}

const char *study_title(const struct setup *u, const struct cell *cell, const char *what, bool chinese, struct arena *a)
{
    const char *name = study_series(u, cell->series, chinese, a);

    if (!name)
        return NULL;
    return chinese ? arena_format(a, "%d年%s：%s", cell->year, name, what)
                   : arena_format(a, "%s in %d: %s", name, cell->year, what);
}

const char *study_input(const struct setup *u, int input, bool chinese)
{
    const struct uncertain *x = &u->scenario->uncertains[input];

    return label_text(&x->label, chinese, x->id);
}

void study_input_value(const struct setup *u, int input, double value, bool chinese, char *text, size_t size)
{
    const struct address *a = &u->scenario->uncertains[input].address;
    const enum unit unit = a->form == FORM_DELAY ? UNIT_YEARS : a->row->unit;
    const char *after = unit == UNIT_YEARS                 ? (chinese ? "年" : " years")
                        : unit == UNIT_DAYS                ? (chinese ? "天" : " days")
                        : !chinese && quantity_money(unit) ? " ×10k yuan"
                                                           : "";
    char number[96];

    if (a->form == FORM_SCALE) {
        snprintf(text, size, chinese ? "%.3g倍" : "×%.3g", value);
        return;
    }
    quantity_alone(number, sizeof number, unit, NULL, value, chinese, false);
    snprintf(text, size, "%s%s%s", a->form == FORM_SHIFT && value > 0 ? "+" : "", number, after);
}

/* Both ends in the same unit, written once. */
const char *study_input_range(const struct setup *u, int input, double low, double high, bool chinese, struct arena *a)
{
    const struct address *at = &u->scenario->uncertains[input].address;
    const enum unit unit = at->form == FORM_DELAY ? UNIT_YEARS : at->row->unit;
    const char *dash = chinese ? "—" : " – ";
    struct quantity_scale s;
    char from[64], to[64];

    if (at->form == FORM_SCALE)
        return arena_format(a, chinese ? "%.3g%s%.3g倍" : "×%.3g%s×%.3g", low, dash, high);
    quantity_scale(&s, unit, NULL, fmax(fabs(low), fabs(high)), chinese);
    quantity_text(from, sizeof from, &s, low);
    quantity_text(to, sizeof to, &s, high);
    const char *after = chinese && *s.unit ? "" : s.value; /* a Chinese unit has its 万 in it */
    return arena_format(a, "%s%s%s%s%s%s%s", from, after, dash, to, after, *s.unit && !chinese ? " " : "", s.unit);
}

const struct target *study_target(const struct setup *u, const struct series *series, int year)
{
    const struct scenario *s = u->scenario;

    for (int i = 0; i < s->target_count; i++) {
        const struct target *t = &s->targets[i];
        const struct series *on = t->indicator && t->due == year ? setup_series(u, t->indicator, NULL) : NULL;
        if (on == series || (on && on->row == series->row && on->row->scope == SCOPE_SECTOR &&
                             panel_sectors(u, on->row, on->item) == panel_sectors(u, on->row, series->item)))
            return t;
    }
    return NULL;
}

void study_target_text(const struct target *t, const struct quantity_scale *s, char *text, size_t size)
{
    static const char *const signs[] = {[AT_LEAST] = "≥", [AT_MOST] = "≤", [EQUAL] = "=", [RANGE] = ""};
    char low[64], high[64] = "";

    quantity_text(low, sizeof low, s, t->value);
    if (t->comparator == RANGE)
        quantity_text(high, sizeof high, s, t->value_max);
    snprintf(text, size, "%s%s%s%s%s", signs[t->comparator], low, *high ? "–" : "", high, s->value);
}

enum verdict probability_class(double p)
{
    if (!study_known(p))
        return VERDICT_UNEVALUATED;
    return p >= 2.0 / 3.0 ? VERDICT_MET : p > 1.0 / 3.0 ? VERDICT_LATE : VERDICT_MISSED;
}

const char *probability_name(enum verdict class, bool chinese)
{
    static const char *const names[][2] = {{"likely (2/3 or more)", "把握较大（2/3以上）"},
                                           {"open", "难以判断"},
                                           {"unlikely (1/3 or less)", "把握较小（1/3以下）"},
                                           {"not evaluated", "无法评估"}};
    return names[class][chinese];
}

void probability_text(double p, char *text, size_t size)
{
    if (p > 0 && p < 0.005)
        snprintf(text, size, "<1%%");
    else if (p < 1 && p > 0.995)
        snprintf(text, size, ">99%%");
    else
        snprintf(text, size, "%.0f%%", 100 * p);
}

int study_text_on(int colour)
{
    const double light = 0.299 * (colour >> 16 & 255) + 0.587 * (colour >> 8 & 255) + 0.114 * (colour & 255);

    return light < 130 ? COLOUR_PAPER : COLOUR_INK;
}

const char *study_runs(struct arena *a, uint64_t runs, uint64_t seed, bool chinese)
{
    const struct quantity_scale plain = {.divisor = 1, .tick = "", .value = "", .counted = true};
    char text[64];

    quantity_text(text, sizeof text, &plain, (double)runs);
    return arena_format(a, chinese ? "模拟%s次 · 种子 %llu" : "%s runs · seed %llu", text, (unsigned long long)seed);
}

void study_order(const double *size, int count, int *order)
{
    for (int i = 0; i < count; i++) {
        int at = i;
        for (; at > 0 && size[order[at - 1]] < size[i]; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
}

int study_draw(const struct study *study, enum method method, const struct page_set *set, const struct plot_request *q,
               struct arena *a, char ***written, int *count, struct diags *d)
{
    *written = NULL;
    *count = 0;
    if (study->s->method != method) {
        diag_error(d, NULL, 0, "a study by %s has no chart of %s", method_name(study->s->method), method_name(method));
        return VS_USAGE;
    }
    const int code = pages_write(set, q, a, written, count, d);
    if (!code && *count == 0)
        diag_warning(d, NULL, 0, "no %s chart was drawn: %s", method_name(method),
                     method == METHOD_DISCOVER ? _("no box of inputs tells failures apart")
                                               : _("none of the inputs moves the output"));
    return code;
}

int study_outputs(const struct sensitivity *s, const struct sensitivity_options *o, int output, enum method method,
                  const char *(*draw)(const void *what, int i, bool chinese, struct canvas *c),
                  const struct plot_request *q, struct arena *a, char ***written, int *count, struct diags *d)
{
    const struct study study = {.s = s, .o = o, .first = output < 0 ? 0 : output};
    const struct page_set set = {.what = &study, .count = output < 0 ? s->outputs : 1, .draw = draw};

    if (output >= s->outputs) {
        *written = NULL;
        *count = 0;
        diag_error(d, NULL, 0, "the study has %d outputs", s->outputs);
        return VS_USAGE;
    }
    return study_draw(&study, method, &set, q, a, written, count, d);
}

void study_frame(const struct study *study, const char *title, bool chinese, struct canvas *c)
{
    const struct page_head head = {.setup = study->s->setup,
                                   .title = title ? title : "",
                                   .study = study_runs(c->arena, study->s->evaluations, study->o->seed, chinese)};

    if (!title)
        c->failed = true;
    page_frame(&head, chinese, c);
}
