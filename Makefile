# vetsim: `make` builds build/vetsim, `make check` runs the tests, `make demo` runs the shipped plans,
# `make bench` measures, `make install` and `make deb` install. Debian packages are in .ci/packages.

VERSION = 0.1.0
PREFIX ?= /usr/local
BUILD ?= build
CC ?= gcc

WARN = -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wformat=2
BASE = -std=c17 -D_GNU_SOURCE $(WARN) $(EXTRA)
CFLAGS ?= -O2 -g
LIBS = -lgsl -lgslcblas -lconfig -lmd -ljansson -lsqlite3 -lnlopt -lxlsxwriter -lm -fopenmp

# Each room sees only the headers of the rooms it may use: a forbidden arrow does not compile.
INC_core = -Isim/core
INC_models = -Imodels $(INC_core)
INC_scenario = -Isim/scenario $(INC_core)
INC_study = -Isim/study $(INC_scenario) $(INC_models)
INC_plan = -Isim/plan $(INC_study)
INC_decide = -Isim/decide $(INC_study)
INC_store = -Isim/store -Isim/decide $(INC_plan)
INC_plots = -Iplots -Isim/decide $(INC_plan)
INC_cli = -Isim/cli -I$(BUILD)/sim/cli -Isim/store $(INC_plots)
INC_tests = -Itests $(INC_cli)

DEFS = -DVETSIM_VERSION='"$(VERSION)"'

# --- the model, built once for each kind of CPU, and with one lane for comparison ---
# The same bits come out of all of them: no contraction to FMA, no libm; see docs/methods.md.
KERNEL_SOURCES = $(filter-out models/rows.c models/choose.c models/invariants.c,$(wildcard models/*.c))
KERNEL_FLAGS = -fopenmp-simd -fno-trapping-math -fno-math-errno -ffp-contract=off $(NO_MEMCPY)
# gcc would turn short copies of lanes into calls; clang does not know the flag.
NO_MEMCPY := $(shell $(CC) -Werror -fno-tree-loop-distribute-patterns -x c -c -o /dev/null /dev/null 2>/dev/null && echo -fno-tree-loop-distribute-patterns)
KERNELS = v1 v3 v4 one
FLAGS_v1 = -O3 -march=x86-64 -DLANES=8 -DKERNEL=kernel_v1 -DKERNEL_NAME='"x86-64"'
FLAGS_v3 = -O3 -march=x86-64-v3 -DLANES=8 -DKERNEL=kernel_v3 -DKERNEL_NAME='"x86-64-v3"'
FLAGS_v4 = -O3 -march=x86-64-v4 -mprefer-vector-width=512 -DLANES=8 -DKERNEL=kernel_v4 -DKERNEL_NAME='"x86-64-v4"'
FLAGS_one = -O2 -march=x86-64 -DLANES=1 -DKERNEL=kernel_one -DKERNEL_NAME='"one-lane"'
KERNEL_OBJECTS = $(KERNELS:%=$(BUILD)/kernel_%.o)

ROOMS = core scenario study plan decide store
SOURCES = models/rows.c models/choose.c models/invariants.c $(wildcard $(ROOMS:%=sim/%/*.c) plots/*.c)
OBJECTS = $(SOURCES:%.c=$(BUILD)/%.o)
CLI_OBJECTS = $(patsubst %.c,$(BUILD)/%.o,$(wildcard sim/cli/*.c))
CATALOGUE = $(BUILD)/locale/zh_CN/LC_MESSAGES/vetsim.mo

all: $(BUILD)/vetsim $(CATALOGUE)

$(BUILD)/vetsim: $(CLI_OBJECTS) $(BUILD)/libvetsim.a
	@echo "  LD  $@"
	@$(CC) $(CFLAGS) $(EXTRA) -o $@ $^ $(LIBS)

$(BUILD)/libvetsim.a: $(OBJECTS) $(KERNEL_OBJECTS)
	@rm -f $@
	@ar rcs $@ $^

$(BUILD)/locale/%/LC_MESSAGES/vetsim.mo: sim/cli/po/%.po
	@mkdir -p $(@D)
	@msgfmt --check -o $@ $<

# One object per kernel, in which only the kernel's own symbol is visible.
define KERNEL_RULES
$(BUILD)/kernel_$(1)/%.o: models/%.c
	@mkdir -p $$(@D)
	@echo "  CC  $$@"
	@$$(CC) $$(BASE) $$(CFLAGS) $$(KERNEL_FLAGS) $$(FLAGS_$(1)) $$(INC_models) -MMD -MP -c -o $$@ $$<
$(BUILD)/kernel_$(1).o: $(KERNEL_SOURCES:models/%.c=$(BUILD)/kernel_$(1)/%.o)
	@ld -r -o $$@ $$^
	@objcopy --keep-global-symbol=kernel_$(1) $$@
endef
$(foreach k,$(KERNELS),$(eval $(call KERNEL_RULES,$(k))))

define ROOM_RULES
$(BUILD)/$(1)/%.o: $(1)/%.c
	@mkdir -p $$(@D)
	@echo "  CC  $$@"
	@$$(CC) $$(BASE) $$(CFLAGS) -fopenmp -ffp-contract=off $$(DEFS) $$(INC_$(2)) -MMD -MP -c -o $$@ $$<
endef
$(eval $(call ROOM_RULES,models,models))
$(foreach r,$(ROOMS) cli,$(eval $(call ROOM_RULES,sim/$(r),$(r))))
$(eval $(call ROOM_RULES,plots,plots))
$(eval $(call ROOM_RULES,tests,tests))

# What "vetsim init" writes is in the program, as one C string for each line.
$(BUILD)/sim/cli/cmd_init.o: $(BUILD)/sim/cli/starter.inc
$(BUILD)/sim/cli/starter.inc: sim/cli/starter.cfg.in
	@mkdir -p $(@D)
	@sed 's/[\\"]/\\&/g; s/.*/"&",/' $< > $@

# --- tests: every tests/*/test_*.c is a cmocka program, every tests/*/test_*.sh a script ---
TEST_PROGRAMS = $(patsubst %.c,$(BUILD)/%,$(wildcard tests/*/test_*.c))

$(TEST_PROGRAMS): $(BUILD)/%: $(BUILD)/%.o $(BUILD)/libvetsim.a
	@echo "  LD  $@"
	@$(CC) $(CFLAGS) $(EXTRA) -o $@ $^ $(LIBS) -lcmocka

tests: $(TEST_PROGRAMS)

check: all tests
	@tests/run $(BUILD)

# --- what a new user runs: two plans, their charts, and where they are ---
demo:
	@sh .ci/install
	@$(MAKE) --no-print-directory all
	@for plan in jining/plan-2020 chiping/plan-2020; do \
	    mkdir -p demo/$$plan && $(BUILD)/vetsim run scenarios/$$plan.cfg -o demo/$$plan || exit 1; done
	@echo "Tables and charts are in $(CURDIR)/demo/"

# --- measurements: ratios in one run, medians of several rounds ---
BENCHES = $(patsubst %.c,$(BUILD)/%,$(wildcard tests/bench/bench_*.c))
$(BENCHES): $(BUILD)/%: $(BUILD)/%.o $(BUILD)/libvetsim.a
	@echo "  LD  $@"
	@$(CC) $(CFLAGS) $(EXTRA) -o $@ $^ $(LIBS)
bench: all $(BENCHES)
	@for b in $(BENCHES); do $$b || exit 1; done

# The READMEs' pictures, made by the program.
PICTURES = enrolment.png targets.png funding.png fan-enrolment-students.png tornado-enrolment-students-sve-2022.png
PICTURE_PLAN = scenarios/chiping/plan-2020.cfg
pictures: all
	@for lang in en zh; do \
	    for chart in enrolment targets funding; do \
	        $(BUILD)/vetsim plot $(PICTURE_PLAN) --chart $$chart --size page --lang $$lang -o $(BUILD)/pictures/$$lang || exit 1; done; \
	    $(BUILD)/vetsim ensemble $(PICTURE_PLAN) -n 4096 --size page --charts $(BUILD)/pictures/$$lang --lang $$lang >/dev/null && \
	    $(BUILD)/vetsim sensitivity $(PICTURE_PLAN) --method tornado --size page --target chiping20_t1_sve_students_2022 \
	        --charts $(BUILD)/pictures/$$lang --lang $$lang >/dev/null && mkdir -p docs/pictures/$$lang || exit 1; \
	    for picture in $(PICTURES); do cp $(BUILD)/pictures/$$lang/$$picture docs/pictures/$$lang/ || exit 1; done; \
	done

# --- installing: make install PREFIX=/usr DESTDIR=somewhere; make deb: a Debian package of it in $(BUILD) ---
# Manual page and completion are written by the program, from its table of commands.
MAN1 = man/man1/vetsim.1 man/zh_CN/man1/vetsim.1
BASHDIR ?= bash-completion/completions
ZSHDIR ?= zsh/site-functions
SHARE = $(DESTDIR)$(PREFIX)/share
$(BUILD)/man/man1/vetsim.1: $(BUILD)/vetsim
	@mkdir -p $(@D) && $< man --lang en > $@
$(BUILD)/man/zh_CN/man1/vetsim.1: $(BUILD)/vetsim $(CATALOGUE)
	@mkdir -p $(@D) && $< man --lang zh > $@
$(BUILD)/completion/%: $(BUILD)/vetsim
	@mkdir -p $(@D) && $< completion $* --lang en > $@

install: all $(MAN1:%=$(BUILD)/%) $(BUILD)/completion/bash $(BUILD)/completion/zsh
	install -D -m 755 $(BUILD)/vetsim $(DESTDIR)$(PREFIX)/bin/vetsim
	install -D -m 644 $(CATALOGUE) $(SHARE)/locale/zh_CN/LC_MESSAGES/vetsim.mo
	for page in $(MAN1); do install -D -m 644 $(BUILD)/$$page $(SHARE)/$$page || exit 1; done
	install -D -m 644 $(BUILD)/completion/bash $(SHARE)/$(BASHDIR)/vetsim
	install -D -m 644 $(BUILD)/completion/zsh $(SHARE)/$(ZSHDIR)/_vetsim
	for file in scenarios/*/*.cfg; do install -D -m 644 $$file $(SHARE)/vetsim/$$file || exit 1; done
	for file in README*.md CHANGELOG.md LICENSE docs/*.md docs/pictures/*/*; do \
	    install -D -m 644 $$file $(SHARE)/doc/vetsim/$$file || exit 1; done

deb:
	@rm -rf $(BUILD)/deb
	@$(MAKE) --no-print-directory -s install DESTDIR=$(BUILD)/deb PREFIX=/usr ZSHDIR=zsh/vendor-completions
	@packaging/deb $(BUILD)/deb $(VERSION) $(BUILD)

clean:
	rm -rf $(BUILD)

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
.PHONY: all tests check demo bench pictures install deb clean
.DELETE_ON_ERROR:
