/* What budget and accounts share: the year's revenue and mandatory lines, and its debt service. */
#ifndef VETSIM_MODELS_ACCOUNTS_H
#define VETSIM_MODELS_ACCOUNTS_H

struct year;
struct outputs;

/* Writes every revenue line and mandatory spending line of year t into out[t], from the students,
 * teachers and training of `now`: last autumn's for the budget, this year's for the closing. */
void account_lines(const struct year *y, const struct outputs *now);

/* Writes interest and principal due in year t on all debt outstanding at its opening. */
void debt_service(const struct year *y);

#endif
