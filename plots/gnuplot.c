/* gnuplot as a child process, without a shell. Its commands go through a socket instead of a pipe
 * because a write to a socket can fail without SIGPIPE, which would end the whole program when
 * gnuplot dies early. Its messages go to an unnamed file, so neither side can block the other. */
#include "gnuplot.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* Starts gnuplot with `input` as its standard input, `messages` as its standard error, and the outputs
 * under the numbers they have here. */
static int start(pid_t *child, int input, int messages, const int *outputs, int count)
{
    /* -d: nobody's ~/.gnuplot changes a chart. */
    char *arguments[] = {(char[]){"gnuplot"}, (char[]){"-d"}, NULL};
    posix_spawn_file_actions_t actions;
    int code = posix_spawn_file_actions_init(&actions);

    if (code)
        return code;
    code = posix_spawn_file_actions_adddup2(&actions, input, 0);
    if (!code)
        code = posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    if (!code)
        code = posix_spawn_file_actions_adddup2(&actions, messages, 2);
    for (int i = 0; i < count && !code; i++) /* onto itself: stays open in the child */
        code = posix_spawn_file_actions_adddup2(&actions, outputs[i], outputs[i]);
    if (!code)
        code = posix_spawnp(child, "gnuplot", &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    return code;
}

/* True when everything was taken; false when gnuplot has gone. */
static int feed(int to, const char *script, size_t length)
{
    while (length > 0) {
        const ssize_t sent = send(to, script, length, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0)
            return 0;
        script += sent;
        length -= (size_t)sent;
    }
    return 1;
}

/* gnuplot shows the failing line and a caret before the message: the message is the line that says
 * where ("line 12: ..."), else the first line with words. */
static void first_message(FILE *messages, char *text, size_t size)
{
    char line[512];

    snprintf(text, size, "no message");
    rewind(messages);
    for (int found = 0; fgets(line, sizeof line, messages);) {
        const char *start_of_text = line + strspn(line, " \t^\r\n");
        const char *located = strstr(line, " line ");
        if (!*start_of_text || strstr(line, "Fontconfig"))
            continue;
        if (!found || located)
            snprintf(text, size, "%.*s", (int)strcspn(start_of_text, "\r\n"), start_of_text);
        found = 1;
        if (located)
            return;
    }
}

static int wait_for(pid_t child)
{
    int status = 0;

    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return -1;
    return status;
}

static int report(struct diags *d, int status, FILE *messages)
{
    char text[512];

    first_message(messages, text, sizeof text);
    if (status >= 0 && WIFEXITED(status) && WEXITSTATUS(status) == 127)
        diag_error(d, NULL, 0, "gnuplot not found: install gnuplot-nox");
    else if (status >= 0 && WIFSIGNALED(status))
        diag_error(d, NULL, 0, "gnuplot was stopped by signal %d: %s", WTERMSIG(status), text);
    else
        diag_error(d, NULL, 0, "gnuplot failed: %s", text);
    return VS_PLOT;
}

int gnuplot_run(const char *script, size_t length, const int *outputs, int count, struct diags *d)
{
    int ends[2], code, status = 0, complete = 0;
    pid_t child = 0;
    FILE *messages = tmpfile();

    if (!messages || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends)) {
        diag_error(d, NULL, 0, "gnuplot could not be started: %s", system_error_text(errno));
        if (messages)
            fclose(messages);
        return VS_PLOT;
    }
    code = start(&child, ends[1], fileno(messages), outputs, count);
    close(ends[1]);
    if (!code)
        complete = feed(ends[0], script, length);
    close(ends[0]);
    if (code == ENOENT)
        diag_error(d, NULL, 0, "gnuplot not found: install gnuplot-nox");
    else if (code)
        diag_error(d, NULL, 0, "gnuplot could not be started: %s", system_error_text(code));
    else
        status = wait_for(child);
    if (code)
        code = VS_PLOT;
    else if (!complete || status != 0)
        code = report(d, status, messages);
    fclose(messages);
    return code;
}
