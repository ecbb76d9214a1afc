/** Options whose value is the next word, by program without its version. From the manual pages of each. */
export const VALUED_OPTIONS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    curl: options(
      '-A -b -c -C -d -D -e -E -F -h -H -K -m -o -P -Q -r -t -T -u -U -w -x -X -y -Y -z',
      '--cacert --cert --config --connect-timeout --cookie --cookie-jar --data --data-raw --data-binary --data-urlencode',
      '--form --header --capath --interface --limit-rate --noproxy --range --socks5 --form-string --json --ciphers',
      '--key --max-time --oauth2-bearer --output --output-dir --proto --proxy --proxy-user --referer --request --resolve',
      '--retry --retry-delay --retry-max-time --tls-max --url --user --user-agent --write-out --upload-file',
    ),
    wget: options(
      '-a -A -B -D -e -i -I -l -o -O -P -Q -R -t -T -U -w -X',
      '--header --output-document --output-file --directory-prefix --password --http-password --ftp-password --user --tries',
    ),
    pip: pip(),
    pipx: pip(),
    uv: pip(),
    npm: options('-w', '--prefix --registry --cache --userconfig --loglevel --tag'),
    git: options('-C -b -c -o -u', '--branch --config --depth --git-dir --work-tree --reference --jobs --origin'),
    apt: apt(),
    'apt-get': apt(),
    aptitude: apt(),
    apk: options('-X -p -t', '--repository --root --virtual --keys-dir --repositories-file --cache-dir --arch'),
    yum: options('-c -d -e -x', '--config --installroot --disablerepo --enablerepo --exclude --releasever --setopt'),
    dnf: options(
      '-c -d -e -x',
      '--config --installroot --disablerepo --enablerepo --repo --exclude --releasever --setopt',
    ),
    microdnf: options('', '--installroot --disablerepo --enablerepo --releasever --setopt'),
    zypper: options('-D -R', '--root --repo --from'),
    rpm: options('-E', '--root --dbpath --prefix --eval'),
    docker: options('-u -p -f -t -H', '--username --password --file --tag --host --build-arg --config'),
    podman: options('-u -p -f -t', '--username --password --file --tag --build-arg --creds'),
    useradd: accounts(),
    usermod: accounts(),
    adduser: options('-h -g -s -G -u -k', '--home --gecos --shell --ingroup --uid --gid'),
    install: options('-g -m -o -t -S', '--group --mode --owner --target-directory'),
    mkdir: options('-m', '--mode'),
    tar: options('-C -f -I -T -X', '--directory --file'),
    sshpass: options('-p -f -d -P'),
    mysql: options('-e -u -h -P -D -S', '--user --host --port --database --execute'),
    psql: options('-c -d -f -h -o -p -U -v', '--command --dbname --file --host --port --username'),
    'redis-cli': options('-h -p -a -n', '--user --pass'),
    openssl: options('-in -out -key -pass -passin -passout -k -K -iv'),
    ssh: options('-b -c -D -E -e -F -I -i -J -L -l -m -O -o -p -R -S -W -w'),
    scp: options('-c -F -i -J -l -o -P -S'),
    nc: netcat(),
    ncat: netcat(),
    netcat: netcat(),
    http: options('-a -A -o', '--auth --auth-type --verify --output'),
    https: options('-a -A -o', '--auth --auth-type --verify --output'),
    lftp: options('-u -e -p -f', '--user --env-password'),
    socat: options('-T -L -t'),
    sed: options('-e -f', '--expression --file'),
    python: options('-c -m -W -X'),
    perl: options('-e -E -I -M'),
    node: options('-e -p -r', '--eval --print --require'),
    ruby: options('-e -I -r'),
    php: options('-r -f -d -B -R'),
  }),
);

function options(...lists: readonly string[]): ReadonlySet<string> {
  return new Set(lists.flatMap((list) => list.split(' ')).filter((name) => name !== ''));
}

function apt(): ReadonlySet<string> {
  return options('-a -c -o -t', '--option --config-file --target-release --default-release');
}

function pip(): ReadonlySet<string> {
  return options(
    '-c -e -f -i -r -t -b -d',
    '--constraint --editable --find-links --index-url --extra-index-url --requirement --target --trusted-host --proxy',
    '--progress-bar --log --src --report --config-settings --global-option --exists-action --upgrade-strategy --abi',
    '--root-user-action --implementation --use-feature --use-deprecated --keyring-provider',
    '--cert --root --prefix --cache-dir --timeout --retries --python --platform --python-version --only-binary --no-binary',
  );
}

function accounts(): ReadonlySet<string> {
  return options(
    '-b -c -d -e -f -g -G -k -K -p -R -P -s -u',
    '--comment --home-dir --home --gid --groups --password --shell --uid --base-dir --skel',
  );
}

function netcat(): ReadonlySet<string> {
  return options('-c -e -i -o -p -q -s -w -x', '--exec --sh-exec --lua-exec --proxy');
}
