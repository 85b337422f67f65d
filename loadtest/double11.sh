#!/usr/bin/env bash
# A promotion night in ten minutes, at ten times what this machine serves at 30 % of a core: starts a gateway of its own, finds that rate,
# and writes the report. The gateway and its stores are on core 0, the load tester on core 1. Nothing else should run meanwhile.
#
#   loadtest/double11.sh [REPORT]      by default loadtest/reports/double11; about 15 minutes
#
# DURATION (10m), WARMUP (90s), CALIBRATE (30s a step), PORT (18080), RATE (found) may be set in the environment.
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
report=${1:-$home/loadtest/reports/double11}
port=${PORT:-18080}
ops=$((port + 1))
calibrate=${CALIBRATE:-30s}
levee=${LEVEE:-$home/levee}
data=$(mktemp -d)
gateway=

finish() {
  if [ -n "$gateway" ]; then
    kill "$gateway" 2>/dev/null || true
    wait "$gateway" 2>/dev/null || true
  fi
  rm -rf "$data"
}
trap finish EXIT

# The promotion begins now: rates and bounds are raised tenfold, caches are warm. One event loop, as one takes by itself on one core.
LEVEE_JAVA_OPTS="-Dlevee.loops=1 ${LEVEE_JAVA_OPTS:-}" \
  taskset -c 0,1 "$levee" serve --set http.port="$port" --set ops.port="$ops" --set data="$data/levee" \
  --set admission.promotions.double11.start="$(date -u +%Y-%m-%dT%H:%M)" --set admission.promotions.double11.zone=UTC \
  --set admission.promotions.double11.multiple=10 --set handoff.maxWait=2m >"$data/serve.log" 2>&1 &
gateway=$!

for _ in $(seq 300); do
  curl -fs "http://127.0.0.1:$ops/health/ready" >/dev/null 2>&1 && break
  kill -0 "$gateway" 2>/dev/null || { cat "$data/serve.log" >&2; exit 1; }
  sleep 1
done

replay() {
  taskset -c 1 "$levee" replay double11 --url "http://127.0.0.1:$port" --ops "http://127.0.0.1:$ops" "$@"
}

# Busy and total hundredths of a second of core 0.
core() {
  awk '$1 == "cpu0" { total = 0; for (i = 2; i <= 9; i++) total += $i; print total - $5 - $6, total }' /proc/stat
}

pin() {
  for process in $(tree "$gateway"); do
    taskset -a -p -c "$1" "$process" >/dev/null 2>&1 || true
  done
}

tree() {
  echo "$1"
  local child
  for child in $(pgrep -P "$1"); do
    tree "$child"
  done
}

# Nobody asks for a person; who is sent to one all the same still waits when the night begins, and is in its figures.
steady=(--set conversation.askPerson=0 --set conversation.novel=0 --set 'phases=[{kind: constant, for: 1h, at: 1}]' --set speed=1 --set warmup=0s --no-report --json)

echo "warming up on both cores ..." >&2
replay "${steady[@]}" --duration "${WARMUP:-90s}" --rate 500 >/dev/null || true
pin 0

if [ -z "${RATE:-}" ]; then
  rate=300
  for step in 1 2 3; do
    before=$(core)
    replay "${steady[@]}" --duration "$calibrate" --rate "$rate" >/dev/null || true
    after=$(core)
    share=$(awk -v a="$before" -v b="$after" 'BEGIN { split(a, x); split(b, y); print (y[1] - x[1]) / (y[2] - x[2]) }')
    next=$(awk -v r="$rate" -v s="$share" 'BEGIN { printf "%d", r * (s > 0.02 ? 0.3 / s : 5) }')
    echo "step $step: $rate messages a second take ${share} of core 0; next $next" >&2
    rate=$next
  done
else
  rate=$RATE
fi

echo "double11 with --rate $rate: its peak is $((rate * 10)) messages a second" >&2
status=0
replay --rate "$rate" --duration "${DURATION:-10m}" --report "$report" || status=$?

if command -v chromium >/dev/null; then
  chromium --headless --no-sandbox --hide-scrollbars --window-size=1280,1500 --virtual-time-budget=10000 \
    --screenshot="$report/report.png" "file://$report/report.html" >/dev/null 2>&1 || true
fi
exit "$status"
