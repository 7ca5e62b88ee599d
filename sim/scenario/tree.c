#include "tree.h"

#include <errno.h>
#include <fcntl.h>
#include <libconfig.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { DEEPEST = 24, LARGEST = 16 << 20 };

const char *node_type_name(enum node_type type)
{
    static const char *const names[] = {N_("a group { }"), N_("a list ( )"), N_("a number"), N_("true or false"),
                                        N_("a text")};
    return names[type];
}

struct node *tree_find(const struct node *group, const char *name)
{
    for (struct node *n = group ? group->first : NULL; n; n = n->next) {
        if (n->name && strcmp(n->name, name) == 0)
            return n;
    }
    return NULL;
}

struct node *tree_new(struct arena *a, enum node_type type, const char *name)
{
    struct node *n = arena_alloc(a, sizeof *n);
    if (n) {
        n->type = type;
        n->name = name ? arena_copy(a, name, strlen(name)) : NULL;
    }
    return n;
}

void tree_append(struct node *group, struct node *child)
{
    child->next = NULL;
    if (group->last)
        group->last->next = child;
    else
        group->first = child;
    group->last = child;
}

void tree_remove(struct node *group, const char *name)
{
    struct node *before = NULL;
    for (struct node *n = group->first; n; before = n, n = n->next) {
        if (!n->name || strcmp(n->name, name) != 0)
            continue;
        if (before)
            before->next = n->next;
        else
            group->first = n->next;
        if (group->last == n)
            group->last = before;
        return;
    }
}

void tree_put(struct node *group, struct node *child)
{
    for (struct node **at = &group->first; *at; at = &(*at)->next) {
        if (!(*at)->name || strcmp((*at)->name, child->name) != 0)
            continue;
        child->next = (*at)->next;
        if (group->last == *at)
            group->last = child;
        *at = child;
        return;
    }
    tree_append(group, child);
}

struct node *tree_group(struct arena *a, struct node *group, const char *name)
{
    struct node *n = tree_find(group, name);
    if (n && n->type == NODE_GROUP)
        return n;
    n = tree_new(a, NODE_GROUP, name);
    if (n)
        tree_put(group, n);
    return n;
}

/* --- reading --- */

/* Length of the UTF-8 sequence at p, 0 when it is not valid (overlong, surrogate, too large). */
static int utf8_length(const unsigned char *p, size_t left)
{
    static const unsigned least[] = {0, 0, 0x80, 0x800, 0x10000};
    int n = p[0] < 0x80                   ? 1
            : p[0] >= 0xf0 && p[0] < 0xf5 ? 4
            : p[0] >= 0xe0 && p[0] < 0xf0 ? 3
            : p[0] >= 0xc2 && p[0] < 0xe0 ? 2
                                          : 0;
    if (n == 0 || (size_t)n > left)
        return 0;
    unsigned code = n == 1 ? p[0] : p[0] & (0xffu >> (n + 1));
    for (int i = 1; i < n; i++) {
        if ((p[i] & 0xc0) != 0x80)
            return 0;
        code = code << 6 | (p[i] & 0x3f);
    }
    return code < least[n] || (code >= 0xd800 && code < 0xe000) || code > 0x10ffff ? 0 : n;
}

/* What libconfig would not survive or should not see: not text, nested too deep, @include. */
static int check_text(const char *text, size_t size, const char *path, struct diags *d)
{
    int line = 1, depth = 0;
    bool quoted = false, escaped = false, start = true;
    enum { CODE, TO_LINE_END, TO_STAR } comment = CODE;

    if (size >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
        text += 3;
        size -= 3;
    }
    for (size_t i = 0; i < size;) {
        const unsigned char *p = (const unsigned char *)text + i;
        int n = utf8_length(p, size - i);
        if (n == 0)
            return diag_error(d, path, line, "not UTF-8 text; save the file as UTF-8");
        if (*p == 0 || (*p < 0x20 && *p != '\n' && *p != '\t' && *p != '\r' && *p != '\f'))
            return diag_error(d, path, line, "not a text file (control character %d)", *p);
        i += (size_t)n;
        if (*p == '\n') {
            line++;
            start = true;
            comment = comment == TO_LINE_END ? CODE : comment;
            continue;
        }
        if (comment == TO_LINE_END)
            continue;
        if (comment == TO_STAR) {
            if (*p == '*' && i < size && text[i] == '/') {
                comment = CODE;
                i++;
            }
            continue;
        }
        if (quoted) {
            if (!escaped && *p == '"')
                quoted = false;
            escaped = !escaped && *p == '\\';
            continue;
        }
        if (start && *p == '@')
            return diag_error(d, path, line, "@include is not allowed; use extends = \"other.cfg\";");
        if (*p != ' ' && *p != '\t' && *p != '\r')
            start = false;
        if (*p == '"')
            quoted = true;
        else if (*p == '#' || (*p == '/' && i < size && text[i] == '/'))
            comment = TO_LINE_END;
        else if (*p == '/' && i < size && text[i] == '*') {
            comment = TO_STAR;
            i++; /* the star cannot also end the comment */
        } else if (*p == '{' || *p == '(' || *p == '[') {
            if (++depth > DEEPEST)
                return diag_error(d, path, line, "nested more than %d deep", DEEPEST);
        } else if (*p == '}' || *p == ')' || *p == ']')
            depth--;
    }
    return VS_OK;
}

static char *read_all(const char *path, size_t *size, struct diags *d)
{
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC); /* a pipe without a writer must not hang us */
    FILE *in = fd < 0 ? NULL : fdopen(fd, "rb");
    struct stat info;
    char *text = NULL;

    if (!in) {
        diag_error(d, path, 0, "cannot be read: %s", system_error_text(errno));
        return NULL;
    }
    if (fstat(fileno(in), &info) != 0 || !S_ISREG(info.st_mode))
        diag_error(d, path, 0, "is not a file");
    else if (info.st_size > LARGEST)
        diag_error(d, path, 0, "is larger than 16 MB; not a scenario");
    else if (!(text = malloc((size_t)info.st_size + 1)))
        diag_error(d, path, 0, "out of memory");
    else {
        *size = fread(text, 1, (size_t)info.st_size, in);
        text[*size] = '\0';
        if (ferror(in)) {
            diag_error(d, path, 0, "cannot be read: %s", system_error_text(errno));
            free(text);
            text = NULL;
        }
    }
    fclose(in);
    return text;
}

static bool in_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.' ||
           c == '*';
}

/* libconfig takes a whole number beyond 32 bits without a word for another number: written with a
 * decimal point it is read as it stands. Returns a malloc'ed copy with those numbers so written. */
static char *widen_integers(const char *text, size_t size)
{
    char *copy = malloc(2 * size + 1), *to = copy;
    enum { CODE, TEXT, TO_LINE_END, TO_STAR } state = CODE;

    for (size_t i = 0; copy && i < size; i++) {
        const char c = text[i], next = i + 1 < size ? text[i + 1] : '\0';
        *to++ = c;
        if (state == TEXT && c == '\\' && next)
            *to++ = text[++i];
        else if (state == TEXT && c == '"')
            state = CODE;
        else if (state == TO_LINE_END && c == '\n')
            state = CODE;
        else if (state == TO_STAR && c == '*' && next == '/') {
            *to++ = text[++i];
            state = CODE;
        } else if (state == CODE && c == '"')
            state = TEXT;
        else if (state == CODE && (c == '#' || (c == '/' && next == '/')))
            state = TO_LINE_END;
        else if (state == CODE && c == '/' && next == '*') {
            *to++ = text[++i];
            state = TO_STAR;
        } else if (state == CODE && c >= '0' && c <= '9' && (i == 0 || !in_word(text[i - 1]))) {
            const size_t digits = strspn(text + i, "0123456789");
            const bool wide = !in_word(text[i + digits]) && strtod(text + i, NULL) > 2147483647.0;
            memcpy(to, text + i + 1, digits - 1);
            to += digits - 1;
            i += digits - 1;
            if (wide) {
                *to++ = '.';
                *to++ = '0';
            }
        }
    }
    if (copy)
        *to = '\0';
    return copy;
}

static struct node *convert(struct arena *a, const config_setting_t *s, const char *file)
{
    struct node *n = tree_new(a, NODE_GROUP, config_setting_name(s));
    if (!n)
        return NULL;
    n->file = file;
    n->line = (int)config_setting_source_line(s);
    switch (config_setting_type(s)) {
    case CONFIG_TYPE_INT:
    case CONFIG_TYPE_INT64:
        n->type = NODE_NUMBER;
        n->whole = true;
        n->number = (double)config_setting_get_int64(s);
        break;
    case CONFIG_TYPE_FLOAT:
        n->type = NODE_NUMBER;
        n->number = config_setting_get_float(s);
        break;
    case CONFIG_TYPE_BOOL:
        n->type = NODE_BOOL;
        n->number = config_setting_get_bool(s);
        break;
    case CONFIG_TYPE_STRING:
        n->type = NODE_TEXT;
        n->text = arena_copy(a, config_setting_get_string(s), strlen(config_setting_get_string(s)));
        break;
    default:
        n->type = config_setting_type(s) == CONFIG_TYPE_GROUP ? NODE_GROUP : NODE_LIST;
        for (int i = 0; i < config_setting_length(s); i++) {
            struct node *child = convert(a, config_setting_get_elem(s, (unsigned)i), file);
            if (!child)
                return NULL;
            tree_append(n, child);
        }
    }
    return n;
}

/* What libconfig says is only in English; the catalogue must know its words. */
static const char *parser_text(const config_t *config)
{
    static const char *const words[] = {N_("syntax error"), N_("duplicate setting name"),
                                        N_("mismatched element type in array"), N_("file I/O error")};
    (void)words;
    return _(config_error_text(config));
}

int tree_read(struct arena *a, const char *path, struct node **root, struct diags *d)
{
    size_t size = 0;
    char *text = read_all(path, &size, d);
    config_t config;
    int err;

    if (!text)
        return VS_SCENARIO;
    err = check_text(text, size, path, d);
    if (err == 0) {
        const size_t mark = size >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0; /* byte order mark */
        char *body = widen_integers(text + mark, size - mark);
        const char *file = arena_copy(a, path, strlen(path));
        config_init(&config);
        if (!body)
            err = VS_MEMORY;
        else if (!config_read_string(&config, body))
            err = diag_error(d, path, config_error_line(&config), "%s", parser_text(&config));
        else if (!file || !(*root = convert(a, config_root_setting(&config), file)))
            err = VS_MEMORY;
        config_destroy(&config);
        free(body);
    }
    free(text);
    return err;
}

struct node *tree_parse_value(struct arena *a, const char *text)
{
    config_t config;
    struct node *found = NULL;
    struct diags ignored = {0};
    bool word = *text != '\0';
    char *line;

    for (const char *p = text; *p; p++)
        word = word && ((*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || *p == '_' || *p == '-') && *text != '-';
    if (word && strcasecmp(text, "true") != 0 && strcasecmp(text, "false") != 0) {
        found = tree_new(a, NODE_TEXT, "v");
        if (found)
            found->text = arena_copy(a, text, strlen(text));
        return found;
    }
    line = arena_format(a, "v = %s;", text);
    if (line && check_text(line, strlen(line), "", &ignored) == 0) {
        char *wide = widen_integers(line, strlen(line));
        config_init(&config);
        if (wide && config_read_string(&config, wide) && config_setting_length(config_root_setting(&config)) == 1)
            found = convert(a, config_setting_get_elem(config_root_setting(&config), 0), "--set");
        config_destroy(&config);
        free(wide);
    }
    diags_free(&ignored);
    if (found)
        found->line = 0;
    return found;
}

/* --- merging --- */

static bool holds_items(const char *name)
{
    static const char *const groups[] = {"sector", "project", "initiative", "industry",
                                         "rule",   "target",  "lever",      "uncertain"};
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        if (strcmp(name, groups[i]) == 0)
            return true;
    }
    return false;
}

/* A number with its provenance is replaced whole: a new value must not keep the old one's source. */
static bool is_value(const struct node *n)
{
    return tree_find(n, "value") || tree_find(n, "path") || tree_find(n, "after");
}

/* depth 0 is the root; the items of a group such as `target` are at depth 2 and may well have a
 * key `value`, so they are merged key by key. */
static struct node *merge(struct arena *a, struct node *parent, struct node *child, int depth, bool items)
{
    bool item = items && depth == 2;
    if (!parent || parent->type != NODE_GROUP || child->type != NODE_GROUP || (depth >= 2 && !item && is_value(child)))
        return child;

    struct node *n = tree_new(a, NODE_GROUP, child->name);
    if (!n)
        return NULL;
    n->file = child->file;
    n->line = child->line;
    for (struct node *p = parent->first, *next; p; p = next) {
        next = p->next;
        struct node *c = tree_find(child, p->name);
        bool inside = depth == 0 ? holds_items(p->name) : items && strcmp(p->name, "warning_ratio") != 0;
        struct node *m = c ? merge(a, p, c, depth + 1, inside) : p;
        if (!m)
            return NULL;
        struct node *copy = arena_alloc(a, sizeof *copy);
        if (!copy)
            return NULL;
        *copy = *m;
        tree_append(n, copy);
    }
    for (struct node *c = child->first, *next; c; c = next) {
        next = c->next;
        if (!tree_find(parent, c->name))
            tree_append(n, c);
    }
    return n;
}

/* A value the child gives for all sectors replaces those its ancestors gave single sectors, unless
 * the child gives the sector its own: the nearer file wins. */
static void drop_overruled(struct node *parent, const struct node *child)
{
    static const char *const areas[] = {"enrolment", "campus", "faculty", "training", "funding"};
    const struct node *old = tree_find(parent, "sector"), *new = tree_find(child, "sector");

    for (size_t i = 0; i < sizeof areas / sizeof *areas; i++) {
        const struct node *given = tree_find(child, areas[i]);
        for (const struct node *n = given && given->type == NODE_GROUP ? given->first : NULL; n; n = n->next) {
            for (struct node *s = old && old->type == NODE_GROUP ? old->first : NULL; s; s = s->next) {
                struct node *area = s->type == NODE_GROUP ? tree_find(s, areas[i]) : NULL;
                if (area && area->type == NODE_GROUP &&
                    !tree_find(tree_find(tree_find(new, s->name), areas[i]), n->name))
                    tree_remove(area, n->name);
            }
        }
    }
}

struct node *tree_merge(struct arena *a, struct node *parent, struct node *child)
{
    drop_overruled(parent, child);
    return merge(a, parent, child, 0, false);
}

/* --- writing --- */

/* What cannot stand in a text file (control characters, bytes that are not UTF-8) is written as the
 * escape it must have come from. */
static void write_text(FILE *out, const char *text)
{
    const size_t size = strlen(text);

    putc('"', out);
    for (size_t i = 0; i < size;) {
        const unsigned char *p = (const unsigned char *)text + i;
        const int n = utf8_length(p, size - i);
        if (n == 0 || *p < 0x20 || *p == 0x7f)
            fprintf(out, "\\x%02X", *p);
        else if (*p == '"' || *p == '\\')
            fprintf(out, "\\%c", *p);
        else
            fwrite(p, 1, (size_t)n, out);
        i += n ? (size_t)n : 1;
    }
    putc('"', out);
}

/* The shortest of 15 to 17 digits that reads back as the same number, marked as not an integer. */
static void write_number(FILE *out, const struct node *n)
{
    char text[40];

    if (n->whole && n->number > -2e9 && n->number < 2e9) {
        fprintf(out, "%.0f", n->number);
        return;
    }
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, n->number);
        if (strtod(text, NULL) == n->number)
            break;
    }
    fputs(text, out);
    if (!strpbrk(text, ".eE"))
        fputs(".0", out);
}

static void write_node(FILE *out, const struct node *n, int depth)
{
    if (n->name)
        fprintf(out, "%*s%s = ", depth * 2, "", n->name);
    switch (n->type) {
    case NODE_NUMBER:
        write_number(out, n);
        break;
    case NODE_BOOL:
        fputs(n->number != 0.0 ? "true" : "false", out);
        break;
    case NODE_TEXT:
        write_text(out, n->text);
        break;
    case NODE_LIST:
        putc('(', out);
        for (const struct node *c = n->first; c; c = c->next) {
            write_node(out, c, depth + 1);
            if (c->next)
                fputs(", ", out);
        }
        putc(')', out);
        break;
    case NODE_GROUP:
        fputs(n->name ? "{\n" : "{ ", out);
        for (const struct node *c = n->first; c; c = c->next)
            write_node(out, c, n->name ? depth + 1 : 0);
        fprintf(out, "%*s}", n->name ? depth * 2 : 0, "");
        break;
    }
    if (n->name)
        fputs(";\n", out);
}

void tree_write(FILE *out, const struct node *root)
{
    for (const struct node *n = root->first; n; n = n->next)
        write_node(out, n, 0);
}
