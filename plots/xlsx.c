#include "xlsx.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/statvfs.h>

#include "translate.h"

enum { TEMPORARY_MB = 64 };
#define NO_DATE 946684800 /* 2000-01-01: a date that says nothing, but is always the same */

static time_t fixed_date(void)
{
    const char *text = getenv("SOURCE_DATE_EPOCH");
    const long long seconds = text ? strtoll(text, NULL, 10) : 0;

    return seconds > 0 ? (time_t)seconds : (time_t)NO_DATE;
}

lxw_workbook *xlsx_new(const char *path, const struct xlsx_about *about)
{
    lxw_workbook *book = workbook_new(path);
    lxw_doc_properties properties = {.title = (char *)about->title,
                                     .subject = (char *)about->subject,
                                     .comments = (char *)about->comments,
                                     .author = "vetsim",
                                     .created = fixed_date()};

    if (book)
        workbook_set_properties(book, &properties); /* copies the texts */
    return book;
}

static const char *plain_words(lxw_error error)
{
    switch (error) {
    case LXW_ERROR_MEMORY_MALLOC_FAILED:
        return vs_error_text(VS_MEMORY);
    case LXW_ERROR_CREATING_XLSX_FILE:
        return _("the file or its folder cannot be written");
    case LXW_ERROR_CREATING_TMPFILE:
    case LXW_ERROR_READING_TMPFILE:
        return _("the folder for temporary files cannot be used");
    default:
        return _("the disk may be full");
    }
}

/* The library does not notice when its temporary files cannot be written to the end: see that they can. */
static bool temporary_room(void)
{
    struct statvfs disk;

    return statvfs(P_tmpdir, &disk) != 0 || (double)disk.f_bavail * (double)disk.f_frsize >= TEMPORARY_MB * 1e6;
}

int xlsx_close(lxw_workbook *book, const char *path, int code, struct diags *d)
{
    const bool room = temporary_room();
    const lxw_error error = workbook_close(book);

    if (code == VS_OK && !room) {
        diag_error(d, P_tmpdir, 0, "has less than %d MB left, which workbooks need for a moment", TEMPORARY_MB);
        return VS_FILE;
    }
    if (code == VS_OK && error != LXW_NO_ERROR) {
        diag_error(d, path, 0, "cannot be written: %s", plain_words(error));
        return VS_FILE;
    }
    return code;
}

int xlsx_columns(const char *text)
{
    int width = 0;

    for (const unsigned char *p = (const unsigned char *)text; p && *p; p++)
        width += *p < 0x80 ? 1 : *p >= 0xe0 ? 2 : *p >= 0xc0 ? 1 : 0;
    return width;
}
