/* Colours by what they stand for. */
#include "style.h"

#include <math.h>

#define PICK(list, i) ((list)[((i) % COUNT(list) + COUNT(list)) % COUNT(list)])
#define COUNT(list) ((int)(sizeof(list) / sizeof *(list)))

int style_sector(int item)
{
    static const int colours[] = {COLOUR_BLUE,   COLOUR_VERMILION, COLOUR_GREEN, COLOUR_PURPLE,
                                  COLOUR_ORANGE, COLOUR_NAVY,      COLOUR_BROWN, COLOUR_GREY};
    return PICK(colours, item);
}

int style_scenario(int i)
{
    static const int colours[] = {COLOUR_NAVY, COLOUR_ORANGE, COLOUR_GREEN, COLOUR_PURPLE,
                                  COLOUR_SKY,  COLOUR_BROWN,  COLOUR_BLUE,  COLOUR_VERMILION};
    return PICK(colours, i);
}

int style_item(int item)
{
    static const int colours[] = {COLOUR_BLUE,   COLOUR_ORANGE, COLOUR_GREEN, COLOUR_PURPLE,   COLOUR_SKY,
                                  COLOUR_YELLOW, COLOUR_NAVY,   COLOUR_BROWN, COLOUR_VERMILION};
    return PICK(colours, item);
}

int style_tint(int colour, double strength)
{
    int mixed = 0;

    for (int shift = 16; shift >= 0; shift -= 8) {
        const int part = colour >> shift & 255;
        mixed |= (int)lround(255 + (part - 255) * strength) << shift;
    }
    return mixed;
}
