#include "annex.h"

static const struct annex_table tables[] = {
#define ANNEX_TABLE(key, by_industry, zh, en) {#key, zh, en, by_industry},
#define ANNEX_ROW(...)
#include "annex.def"
#undef ANNEX_TABLE
#undef ANNEX_ROW
};

#define ANNEX_TABLE(...)

static const struct annex_row rows[] = {
#define ANNEX_ROW(table, key, print, unit, zh, en, ...) {#table, #key, PRINT_##print, unit, zh, en},
#include "annex.def"
#undef ANNEX_ROW
};

static const struct annex_fill fills[] = {
#define ANNEX_ROW(table, key, print, unit, zh, en, how, plans, of, over, needs) \
    {FILL_##how, PLANS_##plans, of, over, needs},
#include "annex.def"
#undef ANNEX_ROW
};

const struct annex_form annex_form = {tables, sizeof tables / sizeof *tables, rows, sizeof rows / sizeof *rows};

const struct annex_fill *annex_fill(const struct annex_row *row) { return &fills[row - rows]; }
