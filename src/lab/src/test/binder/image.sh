#!/bin/bash
# Lays out what Binder builds, without Docker: image.sh [OPTIONS] TREE
#
#   --suite NAME   Ubuntu's or Debian's release (noble: Ubuntu 24.04)
#   --mirror URL   its archive, if not the one that debootstrap takes by itself
#   --bind DIR     a folder of this machine that the build sees too; may be repeated
#
# As on Binder: no recommended packages, user jovyan (1000), home = repository = working folder, a
# Python environment in /srv/conda/envs/notebook that jovyan may write, then postBuild as jovyan.
# Unlike Binder: a plain tree, poorer than Binder's base image; venv and pip where Binder has conda,
# with the suite's Python; JupyterLab and what it needs, nothing of JupyterHub.
# Needs root and debootstrap. PIP_* variables are passed on.
set -euo pipefail

suite=noble
mirror=
binds=()
while [[ "${1:-}" == --* ]]; do
  case "$1" in
    --suite) suite="$2" ;;
    --mirror) mirror="$2" ;;
    --bind) binds+=("$2") ;;
    *) echo "unknown option $1" >&2; exit 2 ;;
  esac
  shift 2
done
tree="${1:?which folder shall hold the tree?}"
root="$(cd "$(dirname "$0")/../../../../.." && pwd)"

# Mounts of a namespace of our own go away with it.
if [[ -z "${IN_NAMESPACE:-}" ]]; then
  options=(--suite "$suite" ${mirror:+--mirror "$mirror"})
  for bind in ${binds[@]+"${binds[@]}"}; do options+=(--bind "$bind"); done
  IN_NAMESPACE=1 exec unshare --mount --pid --fork --kill-child "$0" "${options[@]}" "$tree"
fi

[[ -x "$tree/usr/bin/apt-get" ]] || debootstrap --variant=minbase "$suite" "$tree" ${mirror:+"$mirror"}
mount -t proc proc "$tree/proc"
mount --bind /dev "$tree/dev"
cp /etc/resolv.conf "$tree/etc/resolv.conf"
for bind in ${binds[@]+"${binds[@]}"}; do
  mkdir -p "$tree$bind"
  mount --bind "$bind" "$tree$bind"
done

size() { # of the tree without what is mounted in it
  local others=(${binds[@]+"${binds[@]/#/--exclude=$tree}"})
  du -sm --one-file-system ${others[@]+"${others[@]}"} "$tree" | cut -f 1
}

export DEBIAN_FRONTEND=noninteractive
if [[ "$suite" == noble ]]; then
  sed -i '/universe/! s/ main$/ main universe/' "$tree/etc/apt/sources.list"
fi
chroot "$tree" apt-get update -q
packages=(ca-certificates less unzip wget python3 python3-venv)
mapfile -t -O "${#packages[@]}" packages <"$root/binder/apt.txt"
chroot "$tree" apt-get install -qy --no-install-recommends "${packages[@]}"
rm -rf "$tree"/var/lib/apt/lists/* "$tree"/var/cache/apt/archives/*.deb
echo "tree with packages: $(size) MB"

chroot "$tree" id jovyan >/dev/null 2>&1 ||
  chroot "$tree" useradd --create-home --uid 1000 --shell /bin/bash jovyan
rm -rf "${tree:?}"/home/jovyan/* # of an earlier run
(cd "$root" && git ls-files -z | tar -c --null --files-from - | tar -x -C "$tree/home/jovyan")
mkdir -p "$tree/srv/conda/envs/notebook"
chroot "$tree" chown -R jovyan: /home/jovyan /srv/conda/envs/notebook
as_jovyan() {
  local pip=()
  while IFS= read -r -d '' entry; do pip+=("$entry"); done < <(env -0 | grep -z '^PIP_')
  chroot --userspec=jovyan "$tree" env -i HOME=/home/jovyan USER=jovyan LANG=C.UTF-8 \
    NB_PYTHON_PREFIX=/srv/conda/envs/notebook ${pip[@]+"${pip[@]}"} \
    PATH=/srv/conda/envs/notebook/bin:/usr/local/bin:/usr/bin:/bin \
    bash -c "cd && $1"
}
as_jovyan 'python3 -m venv "$NB_PYTHON_PREFIX"'
as_jovyan 'pip install -q --no-cache-dir -r binder/requirements.txt'
echo "with Jupyter: $(size) MB"
begin=$SECONDS
as_jovyan binder/postBuild
echo "postBuild: $((SECONDS - begin)) s"
echo "image: $(size) MB"
