#!/bin/bash
# Runs notebooks as a session of Binder does, in a tree of image.sh: session.sh TREE [NOTEBOOK...]
#
# For each notebook, JupyterLab and its kernel get 2,000,000,000 bytes of memory and one processor by
# a control group (version 1 or 2), no swap, and no network but their own. A row for each: seconds
# from opening it to the first answered cell and to the last, the most memory that processes held
# and that was counted with the file cache, and how often the kernel of Linux killed one of them.
# Ends with 1 if a cell failed. Needs root.
set -euo pipefail

limit=2000000000
tree="$(cd "${1:?which folder holds the tree?}" && pwd)"
shift
here="$(cd "$(dirname "$0")" && pwd)"

if [[ -z "${IN_NAMESPACE:-}" ]]; then
  IN_NAMESPACE=1 exec unshare --net --mount --pid --fork --kill-child "$0" "$tree" "$@"
fi

ip link set lo up
mount -t proc proc "$tree/proc"
mount --bind /dev "$tree/dev"
mount --rbind /sys "$tree/sys"
cp "$here/client.py" "$tree/tmp/client.py"

name="distill4j-binder-$$-$RANDOM"
if [[ -d /sys/fs/cgroup/memory ]]; then
  memory="/sys/fs/cgroup/memory/$name" cpu="/sys/fs/cgroup/cpu/$name"
else
  memory="/sys/fs/cgroup/$name" cpu="$memory"
fi

make_group() {
  mkdir -p "$memory" "$cpu"
  if [[ "$memory" != "$cpu" ]]; then
    echo $limit >"$memory/memory.limit_in_bytes"
    # Where there is no swap its file may be missing.
    [[ ! -e "$memory/memory.memsw.limit_in_bytes" ]] ||
      echo $limit >"$memory/memory.memsw.limit_in_bytes"
    echo 100000 >"$cpu/cpu.cfs_period_us"
    echo 100000 >"$cpu/cpu.cfs_quota_us"
  else
    echo "+memory +cpu" >/sys/fs/cgroup/cgroup.subtree_control
    echo $limit >"$memory/memory.max"
    echo 0 >"$memory/memory.swap.max"
    echo "100000 100000" >"$cpu/cpu.max"
  fi
}

remove_group() {
  for _ in {1..50}; do
    rmdir "$memory" 2>/dev/null && break
    sleep 0.1
  done
  [[ "$memory" == "$cpu" ]] || rmdir "$cpu"
}

held() { # bytes of processes alone, without the file cache
  awk '$1 == "total_rss" || $1 == "anon" { print $2 }' "$memory/memory.stat"
}

peak() {
  cat "$memory/memory.max_usage_in_bytes" 2>/dev/null || cat "$memory/memory.peak"
}

killed() {
  cat "$memory/memory.oom_control" "$memory/memory.events" 2>/dev/null |
    awk '$1 == "oom_kill" { print $2 }'
}

as_jovyan() {
  chroot --userspec=jovyan "$tree" env -i HOME=/home/jovyan USER=jovyan LANG=C.UTF-8 \
    PATH=/srv/conda/envs/notebook/bin:/usr/local/bin:/usr/bin:/bin bash -c "cd && $1"
}

run() {
  local notebook="$1" most=0 now status=0
  make_group
  (
    echo "$BASHPID" >"$memory/cgroup.procs"
    [[ "$memory" == "$cpu" ]] || echo "$BASHPID" >"$cpu/cgroup.procs"
    as_jovyan 'exec jupyter lab --no-browser --ip=127.0.0.1 --port=8888 \
      --IdentityProvider.token=t --LabApp.log_level=ERROR' >"$tree/tmp/jupyter.log" 2>&1
  ) &
  local server=$!
  as_jovyan "python3 /tmp/client.py 8888 t 'notebooks/$notebook'" >"$tree/tmp/client.log" 2>&1 &
  local client=$!
  while kill -0 $client 2>/dev/null; do
    now="$(held)"
    ((now > most)) && most=$now
    sleep 0.25
  done
  wait $client || status=$?
  local times
  times="$(tail -n 1 "$tree/tmp/client.log")"
  echo "| ${notebook%.ipynb} | $times | $((most / 1000000)) | $(($(peak) / 1000000)) | $(killed) |"
  if ((status != 0)); then
    sed '$d' "$tree/tmp/client.log" >&2
    tail -n 20 "$tree/tmp/jupyter.log" >&2
  fi
  xargs -r kill -9 <"$memory/cgroup.procs" 2>/dev/null || true
  wait $server 2>/dev/null || true
  remove_group
  return $status
}

notebooks=("$@")
if ((${#notebooks[@]} == 0)); then
  mapfile -t notebooks < <(cd "$tree/home/jovyan/notebooks" && ls ./*.ipynb | sed 's|^./||')
fi
failed=0
echo "| notebook | first cell s | all s | held MB | with cache MB | killed |"
echo "|---|---|---|---|---|---|"
for notebook in "${notebooks[@]}"; do
  run "$notebook" || failed=1
done
exit $failed
