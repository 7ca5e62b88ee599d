#include "place_name.h"

#include <ctype.h>

#include "text.h"
#include "utf8.h"

enum { LONGEST_PLACE = 60 /* characters */ };

int check_place(struct session *s, const char *place)
{
    int characters = 0, bytes;
    bool blank = true;
    for (const char *p = place; *p; p += bytes, characters++) {
        uint32_t code;
        bytes = utf8_next(p, &code);
        if (code == UTF8_REPLACEMENT || utf8_harmful(code))
            return usage_error(s, "%s", _("--place: a name on one line, in UTF-8, without control characters"));
        blank = blank && (isspace((unsigned char)*p) || code == 0x3000);
    }
    if (blank)
        return usage_error(s, "%s",
                           _("--place needs the name of a county or city, for example --place \"Some County\""));
    if (characters > LONGEST_PLACE)
        return usage_error(s, _("--place: at most %d characters"), LONGEST_PLACE);
    return 0;
}
