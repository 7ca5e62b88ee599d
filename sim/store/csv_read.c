#include "csv_read.h"

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "utf8.h"

enum { LARGEST = 4 << 20, MOST_CELLS = 200000 };

static char *read_bytes(const char *path, size_t *size, struct diags *d)
{
    const int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC); /* a pipe without a writer must not hang us */
    struct stat info;
    char *bytes = NULL;
    FILE *in = fd < 0 ? NULL : fdopen(fd, "rb");

    if (!in) {
        diag_error(d, path, 0, "cannot be read: %s", system_error_text(errno));
        if (fd >= 0)
            close(fd);
        return NULL;
    }
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode))
        diag_error(d, path, 0, "is not a file");
    else if (info.st_size > LARGEST)
        diag_error(d, path, 0, "is larger than 4 MB; not the annex tables");
    else if (!(bytes = malloc((size_t)info.st_size + 1)))
        diag_error(d, path, 0, "out of memory");
    else {
        *size = fread(bytes, 1, (size_t)info.st_size, in);
        bytes[*size] = '\0';
    }
    fclose(in);
    return bytes;
}

static bool is_utf8(const char *text, size_t size)
{
    for (size_t i = 0; i < size;) {
        uint32_t code;
        const int length = utf8_next(text + i, &code);
        if (text[i] == '\0' || (code == UTF8_REPLACEMENT && length == 1))
            return false;
        i += (size_t)length;
    }
    return true;
}

/* The text in UTF-8; NULL where it is not in `encoding`. */
static char *recode(const char *encoding, char *bytes, size_t size)
{
    const size_t room = 3 * size + 1;
    char *text = malloc(room), *to = text, *from = bytes;
    size_t left = room - 1, rest = size;
    const iconv_t how = iconv_open("UTF-8", encoding);
    const bool done = text && how != (iconv_t)-1 && iconv(how, &from, &rest, &to, &left) != (size_t)-1 && rest == 0;

    if (how != (iconv_t)-1)
        iconv_close(how);
    if (!done) {
        free(text);
        return NULL;
    }
    *to = '\0';
    return text;
}

/* Takes `bytes`; the caller frees what is returned. */
static char *to_utf8(char *bytes, size_t size, const char *path, struct diags *d)
{
    static const char mark[] = "\xEF\xBB\xBF";
    char *text = NULL;

    if (size >= 3 && memcmp(bytes, mark, 3) == 0) {
        memmove(bytes, bytes + 3, size - 3 + 1);
        size -= 3;
    }
    if (size >= 2 && memcmp(bytes, "PK", 2) == 0)
        diag_error(d, path, 0, "is an Excel workbook; save the sheet as CSV and import that");
    else if (size >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0))
        text = recode("UTF-16", bytes, size);
    else if (is_utf8(bytes, size))
        return bytes;
    else
        text = recode("GB18030", bytes, size);
    if (!text && d->errors == 0)
        diag_error(d, path, 0, "is neither UTF-8 nor GB18030 text; save it as CSV (UTF-8)");
    if (text && !is_utf8(text, strlen(text))) {
        diag_error(d, path, 0, "is not a text file");
        free(text);
        text = NULL;
    }
    free(bytes);
    return text;
}

/* Whichever stands outside quotes most often. */
static char separator(const char *text)
{
    static const char candidates[] = ",\t;";
    int counts[3] = {0}, best = 0;
    bool quoted = false;

    for (; *text; text++) {
        const char *found = strchr(candidates, *text);
        quoted ^= *text == '"';
        if (found && !quoted)
            counts[found - candidates]++;
    }
    for (int i = 1; i < 3; i++)
        best = counts[i] > counts[best] ? i : best;
    return candidates[best];
}

/* One cell, from *p on, into `cell` (room for all of the text); *p is left at what ended it. */
static void take_cell(const char **p, char comma, char *cell, int *line)
{
    const char *from = *p;
    bool quoted = *from == '"';

    from += quoted;
    while (*from && (quoted || (*from != comma && *from != '\n' && *from != '\r'))) {
        if (quoted && *from == '"') {
            from++;
            if (*from != '"') {
                quoted = false;
                continue;
            }
        }
        *line += *from == '\n';
        *cell++ = *from++;
    }
    *cell = '\0';
    *p = from;
}

/* Walks over all cells; stores them where the grid has room for them, and says how many there are. */
static int walk(struct arena *a, const char *text, char comma, char *cell, struct grid *g, int *columns)
{
    int row = 0, line = 1;

    *columns = 0;
    for (const char *p = text; *p; row++) {
        const int start = line;
        for (int column = 0;; column++) {
            take_cell(&p, comma, cell, &line);
            *columns = column + 1 > *columns ? column + 1 : *columns;
            if (g && !(g->cells[row * g->columns + column] = utf8_clean(a, cell)))
                return -1;
            if (*p != comma)
                break;
            p++;
        }
        if (g)
            g->lines[row] = start;
        p += *p == '\r';
        if (*p == '\n') {
            p++;
            line++;
        }
    }
    return row;
}

static int parse(struct arena *a, const char *text, const char *path, struct grid *g, struct diags *d)
{
    const char comma = separator(text);
    char *cell = malloc(strlen(text) + 1);
    int code = VS_MEMORY, columns;

    if (!cell)
        return code;
    g->rows = walk(a, text, comma, cell, NULL, &g->columns);
    if ((long)g->rows * g->columns > MOST_CELLS) {
        code = diag_error(d, path, 0, "has more than %d cells; not the annex tables", MOST_CELLS);
    } else if (g->rows == 0) {
        code = diag_error(d, path, 0, "is empty");
    } else {
        g->cells = arena_alloc(a, (size_t)(g->rows * g->columns) * sizeof *g->cells);
        g->lines = arena_alloc(a, (size_t)g->rows * sizeof *g->lines);
        for (int i = 0; g->cells && i < g->rows * g->columns; i++)
            g->cells[i] = "";
        if (g->cells && g->lines && walk(a, text, comma, cell, g, &columns) >= 0)
            code = VS_OK;
    }
    free(cell);
    return code;
}

int csv_read(struct arena *a, const char *path, struct grid *g, struct diags *d)
{
    size_t size = 0;
    char *bytes = read_bytes(path, &size, d), *text = bytes ? to_utf8(bytes, size, path, d) : NULL;

    *g = (struct grid){0};
    if (!text)
        return VS_SCENARIO;
    const int code = parse(a, text, path, g, d);
    free(text);
    return code;
}
