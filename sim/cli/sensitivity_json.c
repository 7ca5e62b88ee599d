/* A study on disk and for programs: sensitivity.csv in long form, and one JSON document. */
#include <inttypes.h>
#include <math.h>
#include <unistd.h>

#include "csv.h"
#include "file.h"
#include "sensitivity_view.h"
#include "text.h"

/* --- CSV --- */

struct csv {
    FILE *out;
    const struct sensitivity_view *v;
};

static void csv_line(void *context, int output, const char *input, const char *quantity, double value, double low,
                     double high)
{
    const struct csv *c = context;
    const struct target *t = c->v->targets[output];
    char number[32];
    fprintf(c->out, "%s,", method_name(c->v->result.method));
    csv_text(c->out, c->v->cells[output].series->key, ',');
    fprintf(c->out, "%d,", c->v->cells[output].year);
    csv_text(c->out, t ? t->id : "", ',');
    csv_text(c->out, input, ',');
    fprintf(c->out, "%s,%s,", quantity, csv_number(value, number));
    fprintf(c->out, "%s,", csv_number(low, number));
    fprintf(c->out, "%s\n", csv_number(high, number));
}

int sensitivity_write(struct session *s, const struct sensitivity_view *v, const char *directory)
{
    struct atomic_file file = {0};
    struct diags d = {0};
    bool made;
    int code = make_directory(directory, &made, &d);
    if (code == 0)
        code = atomic_open(&file, directory, "sensitivity.csv", &d);
    if (code == 0) {
        struct csv context = {file.stream, v};
        fputs("\xEF\xBB\xBFmethod,output,year,target,input,quantity,value,low,high\n", file.stream);
        sensitivity_lines(v, csv_line, &context);
        code = atomic_commit(&file, &d);
    }
    atomic_abort(&file);
    if (code < 0) {
        report(s, &d, code);
        if (made)
            rmdir(directory); /* leave nothing behind */
    }
    diags_free(&d);
    return code;
}

/* --- JSON --- */

static void json_text(FILE *out, const char *text)
{
    putc('"', out);
    for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
        if (*c == '"' || *c == '\\')
            fprintf(out, "\\%c", *c);
        else if (*c < 0x20)
            fprintf(out, "\\u%04x", *c);
        else
            putc(*c, out);
    }
    putc('"', out);
}

static void json_number(FILE *out, double value)
{
    char text[32];
    fputs(*csv_number(value, text) ? text : "null", out);
}

struct json {
    FILE *out;
    const struct sensitivity_view *v;
    bool any;
};

static void json_line(void *context, int output, const char *input, const char *quantity, double value, double low,
                      double high)
{
    struct json *j = context;
    FILE *out = j->out;
    const struct target *t = j->v->targets[output];
    fputs(j->any ? ",\n  {\"output\": " : "\n  {\"output\": ", out);
    json_text(out, j->v->cells[output].series->key);
    fprintf(out, ", \"year\": %d, \"target\": ", j->v->cells[output].year);
    if (t)
        json_text(out, t->id);
    else
        fputs("null", out);
    fputs(", \"input\": ", out);
    if (*input)
        json_text(out, input);
    else
        fputs("null", out);
    fprintf(out, ", \"quantity\": \"%s\", \"value\": ", quantity);
    json_number(out, value);
    if (isfinite(low) || isfinite(high)) {
        fputs(", \"low\": ", out);
        json_number(out, low);
        fputs(", \"high\": ", out);
        json_number(out, high);
    }
    fputs("}", out);
    j->any = true;
}

void sensitivity_json(FILE *out, const struct sensitivity_view *v, const char *version)
{
    const struct scenario *s = v->setup->scenario;
    const struct sensitivity *r = &v->result;
    struct json context = {out, v, false};
    fputs("{\"program\": \"vetsim\", \"version\": ", out);
    json_text(out, version);
    fputs(",\n \"scenario\": ", out);
    json_text(out, s->name);
    fprintf(out, ", \"digest\": \"%s\",\n \"method\": \"%s\", \"seed\": %" PRIu64 ", \"n\": %" PRIu64, s->digest,
            method_name(r->method), v->options.seed, r->rows);
    if (v->options.until_settled)
        fprintf(out, ", \"requested\": \"auto\", \"settled\": %s",
                sensitivity_settled(r, &v->options) ? "true" : "false");
    if (r->method == METHOD_SOBOL)
        fprintf(out, ", \"scrambles\": %d, \"second_order\": %s", v->options.scrambles, r->s2 ? "true" : "false");
    fprintf(out, ", \"inputs\": %d, \"runs\": %" PRIu64 ", \"failed_runs\": %" PRIu64 ",\n \"results\": [", r->inputs,
            r->evaluations, r->failed);
    sensitivity_lines(v, json_line, &context);
    fputs("]}\n", out);
}
