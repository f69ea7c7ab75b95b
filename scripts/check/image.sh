#!/usr/bin/env bash
# Follows deploy/Dockerfile step by step where no container engine is at hand: each stage is a folder of its own in which this machine's system
# stands for the base image, read-only but for what the stage writes. Then the image's own command is run as its user with a read-only file system,
# its health check asked and SIGTERM sent. Needs root, or user namespaces; what needs another base image is left out, and said so.
#   image.sh [SERVICE]
# What traps and other functions call is not seen to be reached; variables of the Dockerfile are set and read by its own text.
# shellcheck disable=SC2317,SC2034
set -euo pipefail

root=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
readonly root
readonly service=${1:-alert-processor}
readonly base_port=21300

say() {
  printf '[%4d s] image: %s\n' "$SECONDS" "$*"
}

fail() {
  printf 'image: %s\n' "$*" >&2
  exit 1
}

for program in unshare chroot jq mvn git; do
  command -v "$program" >/dev/null 2>&1 || fail "$program is needed to follow the Dockerfile, and it is not on the PATH."
done

# Everything that is mounted is gone with the namespace.
if [[ -z ${KALDRIX_IMAGE_NAMESPACE:-} ]]; then
  ((EUID == 0)) || fail "root is needed to follow the Dockerfile: its stages are mounted, and its service runs as a user of its own."
  exec env KALDRIX_IMAGE_NAMESPACE=yes unshare --mount "${BASH_SOURCE[0]}" "$service"
fi
mount --make-rprivate /
work=$(mktemp -d)
stack=
pid=

finish() {
  local code=$?
  [[ $BASHPID == "$$" ]] || exit "$code"
  trap '' INT TERM
  [[ -z $pid ]] || kill -KILL "$pid" 2>/dev/null || true
  [[ -z $stack ]] || in_stage "$stack" / "$(stack_command down --wipe)" >/dev/null 2>&1 || true
  umount -R "$work" 2>/dev/null || umount -l "$work" 2>/dev/null || true
  rmdir "$work" 2>/dev/null || true
  exit "$code"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
mount -t tmpfs -o mode=0755 kaldrix "$work"

# The JDK that stands for Temurin's images.
jdk=
for candidate in "${JAVA25_HOME:-}" /usr/lib/jvm/* /opt/*; do
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$candidate/release" 2>/dev/null || true)
  if [[ -x $candidate/bin/java && -n $version && $version -ge 25 ]]; then
    jdk=$candidate
    break
  fi
done
[[ -n $jdk ]] || fail "a JDK 25 is needed to follow the Dockerfile."

# A stage: this machine's system, with the folders of its own that the Dockerfile writes to.
make_stage() {
  local stage=$work/$1 entry name
  mkdir -p "$stage"
  for entry in /*; do
    name=${entry#/}
    case $name in
      src | app | data | stack | tmp | etc) continue ;;
    esac
    if [[ -L $entry ]]; then
      cp -P -- "$entry" "$stage/$name"
    elif [[ -d $entry && $entry != "${work%/*}" ]]; then
      mkdir "$stage/$name"
      mount --rbind "$entry" "$stage/$name"
    fi
  done
  mkdir -m 1777 "$stage/tmp"
  cp -a /etc "$stage/etc"
}

# Runs a shell command in a stage, as the user that the Dockerfile has named: in_stage STAGE FOLDER COMMAND.
in_stage() {
  local stage=$work/$1 folder=$2 home=$HOME
  [[ $user == 0:0 ]] || home=/src
  chroot --userspec="$user" --groups= "$stage" /usr/bin/env -i PATH="$jdk/bin:$PATH" HOME="$home" LC_ALL=C.UTF-8 "${arguments[@]}" \
    bash -euo pipefail -c "cd '$folder' && $3"
}

# Copies as the Dockerfile says: copy_in STAGE FOLDER WORDS...
copy_in() {
  local stage=$work/$1 folder=$2 from=$root owner=0:0 to source
  shift 2
  local -a words=()
  while (($#)); do
    case $1 in
      --from=*) from=$work/${1#--from=} ;;
      --chown=*) owner=${1#--chown=} ;;
      *) words+=("$1") ;;
    esac
    shift
  done
  to=${words[-1]}
  [[ $to == /* ]] || to=$folder/$to
  unset 'words[-1]'
  for source in "${words[@]}"; do
    if [[ $from == "$root" && $source == . ]]; then
      # What .dockerignore leaves: what is under version control, as it stands.
      (cd "$root" && git ls-files -z --cached --others --exclude-standard | tar --null -T - --ignore-failed-read -cf - 2>/dev/null) |
        tar -xf - -C "$stage/${to#/}"
    elif [[ -d $from/${source#/} ]]; then
      mkdir -p "$stage/${to#/}"
      cp -a -- "$from/${source#/}/." "$stage/${to#/}/"
      chown -R "$owner" "$stage/${to#/}"
    elif [[ $to == */ ]]; then
      mkdir -p "$stage/${to#/}"
      cp -a -- "$from/${source#/}" "$stage/${to#/}"
      chown "$owner" "$stage/${to#/}${source##*/}"
    else
      mkdir -p "$stage/$(dirname -- "${to#/}")"
      cp -a -- "$from/${source#/}" "$stage/${to#/}"
      chown "$owner" "$stage/${to#/}"
    fi
  done
}

# The words of an instruction, with variables filled in.
filled() {
  eval "printf '%s' \"${1//\"/\\\"}\""
}

stack_command() {
  printf 'java -Xmx256m -XX:+UseSerialGC -Dkaldrix.root=/src -cp "/src/local-stack/target/local-stack.jar:/src/local-stack/target/lib/*" %s %s' \
    com.kaldrix.monitoring.local.cli.Kaldrix "$* --state /stack"
}

stage=
folder=/
user=0:0
entrypoint=
health=
arguments=(X=)
environment=()
JAVA=25

# One instruction.
follow() {
  local keyword=${1%% *} rest=${1#* } word
  local -a words=()
  case $keyword in
    ARG)
      word=${rest%%=*}
      [[ $rest == *=* ]] && declare -g "$word=$(filled "${rest#*=}")"
      [[ $word == SERVICE ]] && declare -g SERVICE=$service
      arguments+=("$word=${!word-}")
      ;;
    FROM)
      stage=$(sed -n 's/.* AS \(.*\)/\1/p' <<<"$rest")
      stage=${stage:-image}
      folder=/
      user=0:0
      arguments=(X=)
      say "stage $stage; this machine's system stands for $(filled "${rest%% *}")"
      make_stage "$stage"
      ;;
    RUN)
      while [[ $rest == --mount=* ]]; do
        rest=${rest#* }
      done
      if [[ $rest == apt-get* ]]; then
        say "left out, for it needs Debian's network: RUN ${rest:0:60}..."
        return
      fi
      say "RUN ${rest:0:100}"
      in_stage "$stage" "$folder" "$rest" </dev/null >"$work/log" 2>&1 || {
        tail -n 30 "$work/log" >&2
        fail "the step failed: RUN $rest"
      }
      ;;
    COPY)
      read -ra words <<<"$(filled "$rest")"
      copy_in "$stage" "$folder" "${words[@]}"
      ;;
    WORKDIR)
      folder=$rest
      mkdir -p "$work/$stage/${folder#/}"
      ;;
    ENV)
      eval "environment+=($rest)"
      ;;
    USER) user=$rest ;;
    HEALTHCHECK) health=$(jq -r 'map(@sh) | join(" ")' <<<"${rest#*CMD }") ;;
    ENTRYPOINT) entrypoint=$rest ;;
    LABEL | VOLUME | EXPOSE) ;;
    *) fail "this check does not know the instruction $keyword" ;;
  esac
}

while IFS= read -r instruction; do
  follow "$instruction"
done < <(sed -e '/^ *#/d' -e '/^$/d' "$root/deploy/Dockerfile" | sed -e ':more' -e '/\\$/{N;s/\\\n//;b more' -e '}' | tr -s ' ')
[[ -n $entrypoint && -n $health && $user != 0:0 ]] || fail "the Dockerfile names no ENTRYPOINT, no HEALTHCHECK, or no USER."

say "the layers of the image: $(cd "$work/image/app" && du -sm -- * | awk '{printf "%s%s %s MiB", (NR > 1 ? ", " : ""), $2, $1}')"

# What the service needs beside it, on a throw-away stack: where it makes the database, by a service of its own.
arguments=(X=)
mkdir -p "$work/train/stack"
chown "$user" "$work/train/stack"
in_stage train / "$(stack_command up --services "$service" --no-fleet --port-base "$base_port")" </dev/null >"$work/log" 2>&1 || {
  tail -n 30 "$work/log" >&2
  fail "the stack did not start"
}
stack=train
mkdir -p "$work/image/etc/kaldrix" "$work/image/data"
cp "$root/deploy/compose/alertmanager.yml" "$root/deploy/compose/gateway-prometheus.yml" "$work/image/etc/kaldrix/"
database=alerts
file=/etc/kaldrix/alertmanager.yml
case $service in
  anomaly-processor)
    database=anomalies
    environment+=(KALDRIX_INTAKE_QUEUE=us-east-1:local-kaldrix-anomaly-processor)
    ;;
  compliance-reporter) database=compliance ;;
  metrics-gateway)
    file=/etc/kaldrix/gateway-prometheus.yml
    environment+=(KALDRIX_HUB=true KALDRIX_BUFFER_DIRECTORY=/data/buffer KALDRIX_STATE_DIRECTORY=/data/state KALDRIX_ARCHIVE_LOCATION=/data/archive)
    ;;
esac
token=$(head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n')
printf '%s' "$token" >"$work/image/etc/kaldrix/token"
environment+=(
  "SERVER_PORT=$((base_port + 20))"
  "SPRING_DATASOURCE_URL=jdbc:postgresql://127.0.0.1:$((base_port + 7))/$database"
  SPRING_DATASOURCE_USERNAME=postgres
  "SPRING_DATASOURCE_PASSWORD=$(<"$work/train/stack/postgres/password")"
  AWS_REGION=us-east-1 AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local
  "AWS_ENDPOINT_URL=http://127.0.0.1:$((base_port + 4))"
  KALDRIX_ENVIRONMENT=local KALDRIX_REGION=us-east-1
  KALDRIX_SECURITY_TOKEN_FILE=/etc/kaldrix/token
  "KALDRIX_CONFIGURATION_FILE=$file"
  KALDRIX_TOPICS_EVENTS=arn:aws:sns:us-east-1:000000000000:local-kaldrix-events
  KALDRIX_TOPICS_ALERTS=arn:aws:sns:us-east-1:000000000000:local-kaldrix-alerts
  KALDRIX_TOPICS_METRICS=arn:aws:sns:us-east-1:000000000000:local-kaldrix-metrics
)

# Read-only, all of it but /data and /tmp, as Compose and Kubernetes run it.
mount --rbind "$work/image" "$work/image"
mount -t tmpfs -o mode=1777 kaldrix-tmp "$work/image/tmp"
mount -t tmpfs -o "mode=0750,uid=${user%:*},gid=${user#*:}" kaldrix-data "$work/image/data"
mount -o remount,bind,ro "$work/image"

# As the image's user, with nothing but what the image and Compose set: in_image COMMAND...
in_image() {
  exec chroot --userspec="$user" --groups= "$work/image" /usr/bin/env -i PATH="$jdk/bin:$PATH" "${environment[@]}" \
    bash -c 'cd /data && exec "$@"' image "$@"
}

# What the image says, and that the JVM refuses to start when the AOT cache does not fit.
mapfile -t command < <(jq -r '.[]' <<<"$entrypoint")
environment+=("JAVA_OPTIONS=$(printf '%s\n' "${environment[@]}" | sed -n 's/^JAVA_OPTIONS=//p') -XX:AOTMode=on -Xmx512m")
start=$SECONDS
in_image "${command[@]}" >"$work/log" 2>&1 </dev/null &
pid=$!
until (in_image bash -c "$health") >/dev/null 2>&1; do
  kill -0 "$pid" 2>/dev/null || {
    tail -n 30 "$work/log" >&2
    fail "the service ended by itself"
  }
  ((SECONDS - start < 120)) || {
    tail -n 30 "$work/log" >&2
    fail "the health check says no after two minutes"
  }
  sleep 0.2
done
[[ $(ps -o uid= -p "$pid" | tr -d ' ') == "${user%:*}" ]] || fail "the service does not run as ${user%:*}"
[[ $(ps -o comm= -p "$pid") == java ]] || fail "the process that the engine would signal is no JVM: $(ps -o args= -p "$pid")"
say "ready after $((SECONDS - start)) s as user ${user%:*}, with its AOT cache, on a read-only file system"
kill -TERM "$pid"
code=0
wait "$pid" || code=$?
pid=
[[ $code == 143 || $code == 0 ]] || fail "SIGTERM ended the service with $code"
say "SIGTERM ended it in order"
