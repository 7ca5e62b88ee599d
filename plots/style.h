/* One place for how charts look. Sizes are pixels of the page (page_size.h); the colours are those of
 * Okabe and Ito, which people with any kind of colour blindness can tell apart. */
#ifndef VETSIM_PLOTS_STYLE_H
#define VETSIM_PLOTS_STYLE_H

#define STYLE_FONT "Noto Sans CJK SC"
/* For SVG, which is shown where that font may be missing. */
#define STYLE_FONTS "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC','SimHei',sans-serif"

enum { PAGE_MARGIN = 60, TITLE_SIZE = 40, SUBTITLE_SIZE = 22, SOURCE_SIZE = 17 };

enum {
    COLOUR_INK = 0x222222,
    COLOUR_MUTED = 0x5f6368,
    COLOUR_GRID = 0xe3e5e8,
    COLOUR_RULE = 0x9aa0a6,
    COLOUR_PAPER = 0xffffff,
    COLOUR_BAND = 0xf3f5f7,
    COLOUR_BLUE = 0x0072b2,
    COLOUR_VERMILION = 0xd55e00,
    COLOUR_GREEN = 0x009e73,
    COLOUR_PURPLE = 0xcc79a7,
    COLOUR_ORANGE = 0xe69f00,
    COLOUR_SKY = 0x56b4e9,
    COLOUR_YELLOW = 0xd9c710, /* darker than the original, which vanishes on white */
    COLOUR_GREY = 0x8a8f94,
    COLOUR_PALE = 0xc3c8cd,
    COLOUR_NAVY = 0x2b3a67,
    COLOUR_BROWN = 0x8c564b,
    COLOUR_MET = 0x00805a,
    COLOUR_LATE = 0xb87900,
    COLOUR_MISSED = 0xc8321e,
    COLOUR_SECTOR = -1, /* in the chart table: the colour of the panel's sector */
    COLOUR_ITEM = -2    /* there: the colour of the trace's own item, such as an industry */
};

/* Every chart gives the same sector, the same scenario of a comparison (0 the first, which the others
 * are measured against) and the same industry the same colour. */
int style_sector(int item);
int style_scenario(int i);
int style_item(int item);

/* A colour mixed with paper: 1 is the colour, 0 the paper. */
int style_tint(int colour, double strength);

#endif
