/* The file of -o, whole or not at all, and where it went. */
#include "command.h"
#include "file.h"
#include "text.h"

int output_file(struct session *s, output_writer *write, const void *what)
{
    struct atomic_file file = {0};
    struct diags d = {0};
    int code = atomic_open_path(&file, s->options.output, &d);
    if (code == 0)
        code = write(s, &file, what, &d);
    if (code == 0)
        code = atomic_commit(&file, &d);
    atomic_abort(&file);
    if (code < 0)
        report(s, &d, code);
    else
        page_line(s->options.given & OPTION_JSON ? &s->errors : &s->page, PLAIN, _("Written to %s"), s->options.output);
    diags_free(&d);
    return code;
}
