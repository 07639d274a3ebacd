#!/bin/sh
# Runs a command that sees nothing but what it needs, all of it read-only:
#
# unshare --mount --pid --ipc --fork --kill-child sh sandbox.sh MEGABYTES SEEN... -- COMMAND...
#
# The working folder is a copy of the one in which this starts, held in memory and lost at the end;
# MEGABYTES is the most that can be written. SEEN are the files and folders that the command needs
# besides the system's programs and libraries. It has no capability and cannot get one, and its
# processes end with it. It is not the first process, to which a signal from inside does nothing.
set -eu

work=$PWD
root=$work.root
room=size=$1m,mode=755
shift

see() {
  for path in "$@"; do
    if [ -L "$path" ]; then
      mkdir -p "$root${path%/*}"
      cp -P "$path" "$root$path"
    elif [ -d "$path" ]; then
      mkdir -p "$root$path"
      mount --rbind "$path" "$root$path"
      mount -o remount,bind,ro "$root$path"
    elif [ -e "$path" ]; then
      [ -d "$root${path%/*}" ] || mkdir -p "$root${path%/*}"
      : > "$root$path"
      mount -o bind,ro "$path" "$root$path"
    fi
  done
}

mkdir -p "$root"
mount -t tmpfs -o "$room" tmpfs "$root"
see /bin /lib /lib32 /lib64 /sbin /usr/bin /usr/lib /usr/lib32 /usr/lib64 /usr/sbin /usr/share
see /var/cache/fontconfig /etc/java* /etc/alternatives /etc/fonts /etc/ld.so.cache /etc/localtime /etc/nsswitch.conf /etc/passwd
while [ "$1" != -- ]; do
  see "$1"
  shift
done
shift
mkdir -p "$root/tmp" "$root$work" "$root/proc" "$root/dev" "$root/old"
for device in null zero full random urandom; do
  : > "$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
cp -R "$work/." "$root$work"
mount -t proc proc "$root/proc"
cd "$root"
pivot_root . old
umount -l /old
rmdir /old
cd "$work"
echo 0 > /proc/sys/user/max_user_namespaces
mount -o remount,ro /proc
setpriv --no-new-privs --inh-caps=-all --ambient-caps=-all --bounding-set=-all "$@"
