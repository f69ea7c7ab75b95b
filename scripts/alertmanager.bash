# shellcheck shell=bash
# ./kaldrix alertmanager: alert-processor alone in Alertmanager's place. Sourced by kaldrix. The process becomes the service's, so that
# signals reach it; its PostgreSQL runs beside it, outlives a kill -9, and is found again by the next start.

# The root is kaldrix's.
# shellcheck disable=SC2154
readonly am_kit=$root/.kaldrix/alertmanager

am_usage() {
  cat <<'HELP'
usage: ./kaldrix alertmanager [flags]

  --config.file=alertmanager.yml    the configuration
  --storage.path=data/              where the database is kept
  --web.listen-address=:9093
  --web.external-url=URL            where people reach it; http://HOSTNAME:PORT unless set
  --web.route-prefix=PATH           the path of --web.external-url unless set
  --web.config.file=FILE            users with bcrypt hashes of their passwords, and TLS
  --cluster.listen-address=0.0.0.0:9094, --cluster.peer=HOST:PORT
                                    several on this host that name one another share the first one's database
  --database-url=jdbc:postgresql://HOST:PORT/NAME?user=NAME&password=WORD
                                    a PostgreSQL database of your own, for several hosts
  --log.level=info                  debug, info, warn or error
  --version

Alertmanager's other flags are accepted, and named on standard error because they mean nothing here.
HELP
}

am_refuse() {
  printf 'alertmanager: error: %s\n' "$*" >&2
  exit 1
}

# Held by one process at a time; a holder that died holds nothing.
am_lock() {
  local lock=$1 waited=0 holder
  until mkdir "$lock" 2>/dev/null; do
    [[ -d ${lock%/*} ]] || return 1
    holder=$(cat "$lock/pid" 2>/dev/null || true)
    if [[ -n $holder ]] && ! kill -0 "$holder" 2>/dev/null || ((waited > 600)); then
      rm -rf -- "$lock"
      continue
    fi
    sleep 0.05
    waited=$((waited + 1))
  done
  printf '%s' "${BASHPID:-$$}" >"$lock/pid"
}

am_unlock() {
  rm -rf -- "$1"
}

am_is_local() {
  case $1 in
    127.* | localhost | '' | '[::1]' | ::1 | 0.0.0.0) return 0 ;;
    *) [[ $1 == "$(hostname 2>/dev/null)" ]] ;;
  esac
}

# Whether any process uses the database in this folder.
am_used() {
  local user
  for user in "$1"/users/*; do
    [[ -e $user ]] || continue
    if kill -0 "${user##*/}" 2>/dev/null; then
      return 0
    fi
    rm -f -- "$user"
  done
  return 1
}

# The port of the server that runs on the data of this folder; fails when there is none.
am_running() {
  local data=$1/data pid port
  [[ -r $data/postmaster.pid ]] || return 1
  { read -r pid && read -r _ && read -r _ && read -r port; } <"$data/postmaster.pid" || return 1
  kill -0 "$pid" 2>/dev/null || return 1
  # A number that another process has got meanwhile is not the server's.
  if [[ -e /proc/$pid/cwd ]]; then
    [[ $(readlink "/proc/$pid/cwd") == "$(cd -P -- "$data" && pwd)" ]] || return 1
  else
    [[ $(ps -p "$pid" -o comm= 2>/dev/null) == *postgres* ]] || return 1
  fi
  printf '%s' "$port"
}

am_free_port() {
  local port tries=0
  port=$(cat "$1/port" 2>/dev/null || echo $((20000 + RANDOM % 12000)))
  while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
    port=$((20000 + RANDOM % 12000))
    tries=$((tries + 1))
    ((tries < 50)) || am_refuse "there is no free port for PostgreSQL"
  done
  printf '%s' "$port" >"$1/port"
  printf '%s' "$port"
}

# Starts the server on this folder unless it runs; prints its port.
am_database() {
  local folder=$1 port
  if port=$(am_running "$folder"); then
    printf '%s' "$port"
    return
  fi
  rm -f -- "$folder/data/postmaster.pid"
  port=$(am_free_port "$folder")
  local -a wrapper=()
  # PostgreSQL refuses to work for root; in a user namespace of its own root has no name.
  ((EUID != 0)) || wrapper=(unshare --user)
  set -m
  env -i PATH="$PATH" LC_ALL=C TZ=UTC ${wrapper[@]+"${wrapper[@]}"} "$am_programs/bin/postgres" -D "$folder/data" -p "$port" \
    -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200 -c log_timezone=UTC -c timezone=UTC \
    >>"$folder/postgres.log" 2>&1 </dev/null 3>&- &
  disown
  set +m
  printf '%s' "$port"
}

# Stays beside the database: starts it again when it ends, and ends it in order some seconds after its last user.
am_watch() {
  local folder=$1 idle=0 pid
  trap '' INT HUP
  trap 'exit 0' TERM
  while sleep 1; do
    # Somebody may delete the storage under our feet; then there is nothing to watch.
    [[ -d $folder/data ]] || return 0
    if am_used "$folder"; then
      idle=0
      if ! am_running "$folder" >/dev/null; then
        am_lock "$folder/lock"
        am_database "$folder" >/dev/null
        am_unlock "$folder/lock"
      fi
      continue
    fi
    idle=$((idle + 1))
    ((idle < 10)) && continue
    am_lock "$folder/lock"
    if ! am_used "$folder"; then
      if am_running "$folder" >/dev/null; then
        read -r pid <"$folder/data/postmaster.pid"
        kill -INT "$pid" 2>/dev/null || true
      fi
      rm -f -- "$folder/watcher"
      am_unlock "$folder/lock"
      return
    fi
    am_unlock "$folder/lock"
    idle=0
  done
}

# The folder of the database that peers on this host use; fails when none of them is there.
am_shared() {
  local registry=$1 own=$2 entry folder peers peer
  shift 2
  for entry in "$registry"/[0-9]*; do
    [[ -r $entry && ${entry##*/} != "$own" ]] || continue
    { read -r folder && IFS= read -r peers; } <"$entry" || continue
    am_used "$folder" || continue
    for peer in "$@"; do
      if [[ ${peer##*:} == "${entry##*/}" ]] && am_is_local "${peer%:*}"; then
        printf '%s' "$folder"
        return
      fi
    done
    for peer in $peers; do
      if [[ ${peer##*:} == "$own" ]] && am_is_local "${peer%:*}"; then
        printf '%s' "$folder"
        return
      fi
    done
  done
  return 1
}

# Makes what a fast start needs, unless this build has it.
am_prepare() {
  # Tests run on what Maven has built just now.
  [[ ${KALDRIX_BUILD:-} == no ]] || build alert-processor local-stack >&2
  # By its content: all jars have the same date.
  local jar
  jar=$(cksum <"$root/alert-processor/target/alert-processor.jar")
  if [[ ! -f $am_kit/prepared || $(cat "$am_kit/jar" 2>/dev/null) != "$jar" ]]; then
    printf 'alertmanager: preparing for fast starts, once for this build\n' >&2
    mkdir -p "$am_kit"
    (java_cli alertmanager-kit) >&2
    printf '%s\n' "$jar" >"$am_kit/jar"
  fi
}

run_alertmanager() {
  local config=alertmanager.yml storage=data/ listen=:9093 listens='' external='' prefix=unset web='' level=info database=''
  local cluster=0.0.0.0:9094 flag value folder port registry host
  local -a peers=() nothing=() java_call=()
  while (($#)); do
    flag=$1
    shift
    case $flag in
      --version)
        printf 'alertmanager, version 0.28.0 (kaldrix)\n'
        exit 0
        ;;
      --no-*)
        nothing+=("$flag")
        continue
        ;;
      --cluster.allow-insecure-public-advertise-address-discovery | --auto-gomaxprocs | --log.silences)
        nothing+=("$flag")
        continue
        ;;
      --web.systemd-socket) am_refuse "--web.systemd-socket is not supported yet" ;;
      --*=*)
        value=${flag#*=}
        flag=${flag%%=*}
        ;;
      --*)
        (($#)) || am_refuse "expected argument for flag '$flag'"
        value=$1
        shift
        ;;
      *) am_refuse "unexpected $flag" ;;
    esac
    case $flag in
      --config.file) config=$value ;;
      --storage.path) storage=$value ;;
      --web.listen-address)
        [[ -z $listens || $listens == "$value" ]] || am_refuse "--web.listen-address is supported once, not for $listens and $value"
        listen=$value
        listens=$value
        ;;
      --web.external-url) external=$value ;;
      --web.route-prefix) prefix=$value ;;
      --web.config.file) web=$value ;;
      --cluster.listen-address) cluster=$value ;;
      --cluster.peer) peers+=("$value") ;;
      --database-url) database=$value ;;
      --log.level) level=$value ;;
      --data.* | --alerts.* | --silences.* | --web.get-concurrency | --web.timeout | --cluster.* | --log.format | --enable-feature | --auto-gomemlimit.ratio | \
        --dispatch.*) nothing+=("$flag") ;;
      *) am_refuse "unknown long flag '$flag'" ;;
    esac
  done
  case $level in debug | info | warn | error) ;; *) am_refuse "--log.level is debug, info, warn or error, not $level" ;; esac
  [[ $listen =~ :[0-9]+$ ]] || am_refuse "--web.listen-address is [HOST]:PORT, not $listen"
  [[ -r $config ]] || am_refuse "the configuration $config cannot be read"
  [[ -z $web || -r $web ]] || am_refuse "the file $web of --web.config.file cannot be read"
  ((${#nothing[@]} == 0)) || printf 'alertmanager: accepted, and without meaning here: %s\n' "${nothing[*]}" >&2
  host=${listen%:*}
  port=${listen##*:}
  [[ -n $external ]] || external=http://$(hostname 2>/dev/null || echo localhost):$port
  [[ $external =~ ^https?://[^/]+ ]] || am_refuse "--web.external-url is an address such as http://localhost:9093, not $external"
  if [[ $prefix == unset ]]; then
    prefix=${external#"${BASH_REMATCH[0]}"}
  fi
  prefix=/${prefix#/}
  prefix=${prefix%/}

  need_jdk
  am_prepare
  local line
  while IFS= read -r line; do
    java_call+=("$line")
  done <"$am_kit/prepared"
  am_programs=${java_call[0]}

  if [[ -n $database ]]; then
    export SPRING_DATASOURCE_URL=$database
  else
    registry=${XDG_RUNTIME_DIR:-${TMPDIR:-/tmp}}/kaldrix-alertmanager-$UID
    mkdir -p "$registry" "$storage/postgresql/users" || am_refuse "cannot make $storage"
    chmod 700 "$registry" "$storage/postgresql"
    am_lock "$registry/lock"
    if ! folder=$(am_shared "$registry" "${cluster##*:}" ${peers[@]+"${peers[@]}"}); then
      folder=$(cd -P -- "$storage/postgresql" && pwd)
      for line in ${peers[@]+"${peers[@]}"}; do
        am_is_local "${line%:*}" ||
          printf 'alertmanager: the peer %s is on another host: both need --database-url of one database\n' "$line" >&2
      done
    fi
    am_lock "$folder/lock"
    if [[ ! -f $folder/data/PG_VERSION ]]; then
      rm -rf -- "$folder/data.new" "$folder/data"
      cp -Rp -- "${java_call[1]}/data" "$folder/data.new"
      cp -p -- "${java_call[1]}/password" "$folder/password"
      mv -- "$folder/data.new" "$folder/data"
    fi
    : >"$folder/users/$$"
    line=$(am_database "$folder")
    if ! kill -0 "$(cat "$folder/watcher" 2>/dev/null || echo none)" 2>/dev/null; then
      set -m
      am_watch "$folder" >/dev/null 2>&1 </dev/null &
      printf '%s' "$!" >"$folder/watcher"
      disown
      set +m
    fi
    am_unlock "$folder/lock"
    [[ -z $cluster ]] || printf '%s\n%s\n' "$folder" "${peers[*]-}" >"$registry/${cluster##*:}"
    am_unlock "$registry/lock"
    export SPRING_DATASOURCE_URL=jdbc:postgresql://127.0.0.1:$line/alerts
    export SPRING_DATASOURCE_USERNAME=postgres SPRING_DATASOURCE_PASSWORD
    SPRING_DATASOURCE_PASSWORD=$(<"$folder/password")
  fi

  export SERVER_PORT=$port KALDRIX_CONFIGURATION_FILE=$config KALDRIX_EXTERNAL_URL=${external%/}
  export KALDRIX_SECURITY_OPEN=true KALDRIX_ALERTMANAGER_ALONE=true AWS_REGION=${AWS_REGION:-us-east-1}
  export LOGGING_LEVEL_ROOT=$level
  [[ -z $host || $host == 0.0.0.0 ]] || export SERVER_ADDRESS=$host
  [[ -z $prefix ]] || export SERVER_SERVLET_CONTEXT_PATH=$prefix
  [[ -z $web ]] || export KALDRIX_ALERTMANAGER_WEB_CONFIG_FILE=$web
  trap - INT TERM HUP
  exec "${java_call[@]:2}"
}
