# --time: clocks of its own.

uptime_inside() {
    inside "$@" -- cut -d . -f 1 /proc/uptime
}
between() {
    [ "$1" -ge "$2" ] && [ "$1" -le "$3" ]
}
now=$(cut -d . -f 1 /proc/uptime)
day=86400000000000

matches '--time-offset needs --time' "$(launch --time-offset 1 -- true; echo "$code $errors")" '125 .*--time-offset needs --time.*'
for offset in x 1s '' 9223372036854775807; do
    matches "--time-offset refuses \"$offset\"" "$(launch --time --time-offset "$offset" -- true; echo "$code $errors")" \
        '125 .*--time-offset needs a number from .*'
done
succeeds 'without --time the clocks are those of the machine' between "$(uptime_inside)" "$now" $((now + LIMIT))
succeeds '--time without an offset: the same time' between "$(uptime_inside --time)" "$now" $((now + LIMIT))
for offset in $day $((365 * day)); do
    later=$((now + offset / 1000000000))
    succeeds "--time-offset $offset: the boot clock" between "$(uptime_inside --time --time-offset $offset)" $later $((later + LIMIT))
    succeeds "--time-offset $offset: the monotonic clock, also for root inside" between \
        "$(inside --user --time --time-offset $offset -- "$PROBE" monotonic)" $later $((later + LIMIT))
done
succeeds '--time-offset: backwards' between "$(uptime_inside --time --time-offset -1500000000)" $((now - 2)) $((now + LIMIT))
launch --time --time-offset -$((now * 1000000000 + day)) -- true
matches '--time-offset: not to before the start' "$code $errors" '125 failed time-offset 34 ERANGE [^'$'\n'']*'
is '--time: the wall clock is the machine'"'"'s' "$(inside --time --time-offset $day -- date +%Y-%m-%d)" "$(date +%Y-%m-%d)"
