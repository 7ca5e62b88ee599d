#include "fill_in.h"

#include <string.h>

const char *fill_in_mark(bool chinese) { return chinese ? "【待填】" : "[FILL IN]"; }

static int occurrences(const char *text, const char *mark)
{
    int count = 0;
    for (const char *at = text; at && (at = strstr(at, mark)); at += strlen(mark))
        count++;
    return count;
}

int fill_in_count(const struct scenario *s, const char **mark)
{
    int total = 0;
    for (int chinese = 0; chinese < 2; chinese++) {
        int count = occurrences(s->resolved, fill_in_mark(chinese));
        if (count > 0 && mark)
            *mark = fill_in_mark(chinese);
        total += count;
    }
    return total;
}
