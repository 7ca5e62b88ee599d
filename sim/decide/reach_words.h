/* Answers of reach in words, in either language, for whatever page shows them. */
#ifndef VETSIM_DECIDE_REACH_WORDS_H
#define VETSIM_DECIDE_REACH_WORDS_H

#include "reach.h"

/* What moving one lever (of those in use) to x means: "每年多招教师：每年+6人（2021—2024年）". */
void reach_phrase(const struct reach *r, int lever, double x, bool chinese, char *text, size_t size);

/* All levers a setting moves; "" where it moves none. */
void reach_setting_words(const struct reach *r, const struct reach_setting *s, bool chinese, char *text, size_t size);

/* A sum of 万元: "1.2亿元", "360万元"; "¥12M", "¥1.2bn". */
void reach_money(double wan, bool chinese, char *text, size_t size);

const char *reach_verdict_name(enum reach_verdict verdict, bool chinese);

#endif
