/* Excel files as such: how one is begun and put on the disk. What is in it, other files know. */
#ifndef VETSIM_PLOTS_XLSX_H
#define VETSIM_PLOTS_XLSX_H

#include <xlsxwriter.h>

#include "diag.h"

/* What a spreadsheet program shows as the file's properties; each may be NULL. */
struct xlsx_about {
    const char *title, *subject, *comments;
};

/* NULL when memory is out. The same content gives the same bytes: the date in the file is that of
 * SOURCE_DATE_EPOCH, else a fixed one. */
lxw_workbook *xlsx_new(const char *path, const struct xlsx_about *about);

/* Writes the file and frees the workbook, whatever happened before; `code` is what did. Returns it, or
 * VS_FILE with a message when the file could not be written. */
int xlsx_close(lxw_workbook *book, const char *path, int code, struct diags *d);

/* Columns a text takes in a spreadsheet: Chinese characters are twice as wide as digits. */
int xlsx_columns(const char *text);

#endif
