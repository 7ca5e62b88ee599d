#include "study_table_csv.h"

#include <inttypes.h>

#include "csv.h"

static void write_cell(FILE *out, const struct study_field *f, const char *row, char end)
{
    const char *place = row + f->offset;
    char text[32];

    if (f->type == STUDY_INTEGER)
        fprintf(out, "%" PRId64 "%c", *(const int64_t *)place, end);
    else if (f->type == STUDY_REAL)
        fprintf(out, "%s%c", csv_number(*(const double *)place, text), end);
    else
        csv_text(out, *(const char *const *)place, end);
}

void study_table_csv(FILE *out, const struct study *s, enum study_table_index index)
{
    const struct study_table *table = &study_tables[index];

    fputs("\xEF\xBB\xBF", out);
    for (int f = 0; f < table->count; f++)
        csv_text(out, table->fields[f].name, f + 1 < table->count ? ',' : '\n');
    for (int i = 0; i < s->lists[index].count; i++) {
        for (int f = 0; f < table->count; f++)
            write_cell(out, &table->fields[f], study_row(s, index, i), f + 1 < table->count ? ',' : '\n');
    }
}
