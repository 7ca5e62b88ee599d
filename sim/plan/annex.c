#include "annex.h"

static const struct annex_table tables[] = {
#define ANNEX_TABLE(key, by_industry, zh, en) {#key, zh, en, by_industry},
#define ANNEX_ROW(...)
#include "annex.def"
#undef ANNEX_TABLE
#undef ANNEX_ROW
};

static const struct annex_row rows[] = {
#define ANNEX_TABLE(...)
#define ANNEX_ROW(table, key, print, unit, zh, en) {#table, #key, PRINT_##print, unit, zh, en},
#include "annex.def"
#undef ANNEX_TABLE
#undef ANNEX_ROW
};

const struct annex_form annex_form = {tables, sizeof tables / sizeof *tables, rows, sizeof rows / sizeof *rows};
