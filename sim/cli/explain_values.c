/* A parameter's value in words, and where it comes from. */
#include "explain.h"

#include <string.h>

#include "rows.h"
#include "text.h"
#include "values.h"
#include "words.h"

static void add_points(struct words *s, const struct value *v)
{
    char text[VALUE_TEXT];
    for (int i = 0; i < v->count; i++) {
        words_add(s, "%s", i ? _("; ") : "");
        words_add(s, _("%d: %s"), v->points[i].year, bound_text(v->row->unit, v->points[i].value, text));
    }
    if (v->row->kind == KIND_SCHEDULE && v->has_after)
        words_add(s, _("; %s in every later year"), bound_text(v->row->unit, v->after, text));
}

static void add_changes(struct words *s, const struct value *v)
{
    char text[VALUE_TEXT];
    if (v->delay != 0)
        words_add(s,
                  ngettext("; %d year later", "; %d years later", (unsigned long)(v->delay < 0 ? -v->delay : v->delay)),
                  v->delay);
    if (v->scale != 1.0)
        words_add(s, _("; times %g"), v->scale);
    if (v->shift != 0.0)
        words_add(s, _("; plus %g"), v->shift);
    for (int i = 0; i < v->singles; i++)
        words_add(s, _("; %s in %d"), bound_text(v->row->unit, v->single[i].value, text), v->single[i].year);
}

static void value_words(struct words *s, const struct value *v)
{
    char text[VALUE_TEXT];
    if (v->none)
        words_add(s, "%s", _("none: the limit does not apply"));
    else if (v->row->kind == KIND_LEVEL)
        words_add(s, "%s", bound_text(v->row->unit, v->number, text));
    else if (v->row->kind == KIND_PATH && v->count == 1) /* the same in every year */
        words_add(s, "%s", bound_text(v->row->unit, v->points[0].value, text));
    else
        add_points(s, v);
    if (!v->none)
        add_changes(s, v);
}

void explain_value(const struct row *row, const struct value *v, char *text, size_t size)
{
    struct words words = {.used = 0};
    char number[VALUE_TEXT];
    if (v)
        value_words(&words, v);
    else
        words_add(&words, "%s",
                  row->initial > ABSENT_ABOVE ? _("not set") : bound_text(row->unit, row->initial, number));
    snprintf(text, size, "%.*s", (int)(size > 0 ? size - 1 : 0), words.text);
}

const char *explain_unit(const struct page *p, const struct scenario *s, const struct row *row, int item)
{
    if (item >= 0 && (row->scope == SCOPE_RULE || (row->scope == SCOPE_INITIATIVE && row->unit == UNIT_COUNT)))
        return label_text(&s->items[row->scope].list[item].unit, p->chinese, "");
    bool plain = unit_shown(row->unit) || row->unit == UNIT_RATIO; /* weights are no ":1" */
    return plain ? "" : unit_label(row->unit, p->chinese);
}

/* The three words of the format in the reader's language; any other as it was written. */
static const char *confidence_word(const char *written)
{
    static const char *const words[] = {N_("high"), N_("medium"), N_("low")};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(written, words[i]) == 0)
            return _(words[i]);
    }
    return written;
}

void explain_provenance(const struct page *p, enum unit unit, const struct provenance *from)
{
    struct words s = {.used = 0};
    char low[VALUE_TEXT], high[VALUE_TEXT];
    enum tone tone = DIM;
    if (from->source) {
        words_add(&s, _("source: %s"), from->source);
    } else if (from->assumption) {
        words_add(&s, _("ASSUMPTION: %s"), from->assumption);
        tone = CAUTION;
    } else {
        words_add(&s, "%s", _("neither source nor assumption given"));
        tone = BAD;
    }
    if (from->has_range)
        words_add(&s, _("; plausible %s to %s"), bound_text(unit, from->low, low), bound_text(unit, from->high, high));
    if (from->confidence)
        words_add(&s, _("; confidence %s"), confidence_word(from->confidence));
    if (from->file && strcmp(from->file, "--set") == 0)
        words_add(&s, "  [%s]", _("command line, --set"));
    else if (from->file)
        words_add(&s, "  [%s:%d]", from->file, from->line);
    page_wrap(p, tone, "    ", s.text);
}

static void print_value(const struct page *p, const struct scenario *s, const struct row *row, int item,
                        const struct value *v)
{
    struct words words = {.used = 0};
    char key[200], text[VALUE_TEXT];
    const bool unset = !v && row->initial > ABSENT_ABOVE;
    address_key(s, row, v ? v->item : item, key, sizeof key);
    words_add(&words, "%s = ", key);
    if (v)
        value_words(&words, v);
    else if (unset)
        words_add(&words, "%s", _("not set"));
    else
        words_add(&words, "%s", bound_text(row->unit, row->initial, text));
    const char *unit = explain_unit(p, s, row, v ? v->item : item);
    const bool several = v && !v->none && v->row->kind != KIND_LEVEL && (v->count > 1 || v->has_after);
    if (*unit && several)
        words_add(&words, p->chinese ? "（%s）" : " (%s)", unit);
    else if (*unit && !unset)
        words_add(&words, "%s%s", unit_space(unit, p->chinese), unit);
    words_add(&words, "  — %s", p->chinese ? row->label_zh : row->label_en);
    if (!v)
        words_add(&words, "  %s", _("(model default)"));
    page_wrap(p, v ? PLAIN : DIM, "  ", words.text);
    if (v)
        explain_provenance(p, row->unit, &v->from);
}

static bool selected(const struct selection *selection, const struct row *row)
{
    if (selection->row && row != selection->row)
        return false;
    if (selection->scope >= 0 && (int)row->scope != selection->scope)
        return false;
    size_t length = selection->area ? strlen(selection->area) : 0;
    return !selection->area || (strncmp(row->key, selection->area, length) == 0 && row->key[length] == '.');
}

static bool has_own(const struct scenario *s, const struct row *row)
{
    for (int i = 0; row->scope == SCOPE_SECTOR && i < s->items[SCOPE_SECTOR].count; i++) {
        const struct value *v = scenario_value(s, row, i);
        if (v && v->item == i)
            return true;
    }
    return false;
}

/* One row for every item that has a value of its own; what is shared is shown once. */
static int print_row(const struct page *p, const struct scenario *s, const struct selection *selection,
                     const struct row *row)
{
    int shown = 0, items = row->scope == SCOPE_CITY ? 1 : s->items[row->scope].count;
    bool shared = false, any_own = has_own(s, row);
    for (int i = 0; i < items; i++) {
        int item = row->scope == SCOPE_CITY ? ALL_ITEMS : i;
        if (selection->item >= 0 && i != selection->item)
            continue;
        const struct value *v = scenario_value(s, row, item);
        bool own = v && v->item == item;
        bool for_all = row->scope == SCOPE_SECTOR && (v ? !own : !any_own);
        if (selection->item < 0 && for_all && shared)
            continue;
        if (!v && row->scope != SCOPE_CITY && row->scope != SCOPE_SECTOR && !selection->defaults)
            continue;
        print_value(p, s, row, for_all && selection->item < 0 ? ALL_ITEMS : item, v);
        shared |= for_all;
        shown++;
    }
    return shown;
}

int explain_values(const struct page *p, const struct scenario *s, const struct selection *selection)
{
    int shown = 0;
    const char *area = "";
    for (int i = 0; i < model_parameter_count; i++) {
        const struct row *row = &model_parameters[i];
        if (!selected(selection, row))
            continue;
        size_t length = strcspn(row->key, ".") + 1;
        if (!selection->row && selection->item < 0 && strncmp(area, row->key, length) != 0) {
            page_blank(p);
            page_line(p, BOLD, "%.*s", (int)length - 1, row->key);
        }
        area = row->key;
        shown += print_row(p, s, selection, row);
    }
    return shown;
}

void explain_observed(const struct page *p, const struct setup *u, const char *indicator)
{
    const struct scenario *s = u->scenario;
    for (int i = 0; i < s->observed_count; i++) {
        const struct observed *o = &s->observed[i];
        if (indicator && strcmp(o->indicator, indicator) != 0)
            continue;
        const struct series *series = setup_series(u, o->indicator, NULL);
        enum unit unit = series ? series->row->unit : UNIT_NONE;
        const struct provenance from = {
            .source = o->source, .confidence = o->confidence, .file = o->file, .line = o->line};
        char text[VALUE_TEXT];
        page_line(p, PLAIN, _("  %s, observed in %d: %s"), o->indicator, o->year, bound_text(unit, o->value, text));
        explain_provenance(p, unit, &from);
    }
}
