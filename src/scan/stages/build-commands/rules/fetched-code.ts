import type { Rule } from './rule.ts';

/** Programs that write what they fetch to their output or to a file. */
const FETCHES = [{ program: ['curl', 'wget', 'aria2c', 'axel', 'lynx', 'http', 'https', 'fetch'] }];

const DECODES = [
  { program: ['base64', 'base32', 'gbase64'], options: ['-d', '-D', '--decode'] },
  { program: ['openssl'], words: ['-d'], subcommand: ['base64', 'enc'] },
  { program: ['xxd'], options: ['-r'] },
];
const COMMANDS_RUN = ['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'ONBUILD'];

export const FETCHED_CODE: readonly Rule[] = [
  {
    id: 'fetched-code-piped-to-shell',
    severity: 'high',
    title: {
      en: 'Code from the network is piped into an interpreter',
      zh: '将网络下载的代码直接通过管道交给解释器执行',
    },
    why: {
      en: 'Whoever controls the server, or the way to it, decides what runs in the build. The code is not recorded, so nobody can tell later what was run.',
      zh: '控制下载服务器或传输路径的人可以决定构建时执行的内容，且执行过的代码没有留存，事后无法核查。',
    },
    fix: {
      en: 'Download a named version to a file, compare its SHA-256 with one kept in the repository, then run it.',
      zh: '将指定版本下载为文件，与代码库中保存的 SHA-256 校验值比对后再执行。',
    },
    match: { kind: 'piped', from: FETCHES, into: 'interpreter' },
    examples: {
      matches: [
        'RUN curl -fsSL https://get.example.com | sh',
        'RUN curl https://get.acme.sh | sh',
        'RUN wget -qO- https://deb.nodesource.com/setup_20.x | bash -',
        'RUN curl -sSL https://install.python-poetry.org | python3 -',
        'RUN curl https://sh.rustup.rs -sSf | sh -s -- -y --no-modify-path',
        'RUN curl -L https://cpanmin.us | perl - App::cpanminus',
        'RUN set -eux; curl -s https://x.example/i.sh | sudo -E bash',
        'RUN curl -s https://x.example/i.sh | tee /tmp/i.sh | env FOO=1 bash -x',
        'RUN <<EOF\ncurl -s https://x.example/i.sh | bash\nEOF',
        'RUN sh -c "wget -O - https://x.example/i | sh"',
        'RUN curl -s https://x.example/i | while read line; do eval "$line"; done',
        'RUN curl -s https://x.example/i.lua | lua -',
        `RUN echo 'curl -s https://x.example/i.sh | sh' | bash`,
      ],
      passes: [
        'RUN curl -fsSL https://x.example/a.tgz | tar xz -C /opt',
        'RUN curl -s https://x.example/key.asc | gpg --dearmor -o /k.gpg',
        'RUN curl -sf https://packages.cloud.google.com/apt/doc/apt-key.gpg | apt-key --keyring /k.gpg add -',
        'RUN curl -s https://x.example/v.json | python3 -c "import sys, json; print(json.load(sys.stdin)[0])"',
        'RUN curl -s https://x.example/v.json | python3 -m json.tool',
        'RUN curl -s https://x.example/v | node -e "process.stdin.pipe(process.stdout)"',
        'RUN curl -s https://x.example/list | xargs -n1 echo',
        `RUN yq eval '.".docker".script[1] | sh' /base.yml > /e`,
        'RUN curl -L https://x.example/t -o /tmp/t && grep t /tmp/sums | sha256sum -c -',
        'RUN echo "curl https://x.example | sh" > /usage.txt',
        'RUN curl -s https://x.example/data | bash /opt/import.sh',
      ],
    },
  },
  {
    id: 'fetched-code-evaluated',
    severity: 'high',
    title: { en: 'Code from the network is evaluated by a shell', zh: '通过命令替换执行网络下载的代码' },
    why: {
      en: 'The output of a download becomes a script at once. Whoever controls the server, or the way to it, decides what runs.',
      zh: '下载的内容立即作为脚本执行，控制服务器或传输路径的人可以决定执行内容。',
    },
    fix: {
      en: 'Download a named version to a file, compare its SHA-256 with one kept in the repository, then run it.',
      zh: '将指定版本下载为文件，与代码库中保存的 SHA-256 校验值比对后再执行。',
    },
    match: { kind: 'evaluated', from: FETCHES },
    examples: {
      matches: [
        'RUN sh -c "$(curl -fsSL https://x.example/install.sh)" "" --unattended',
        'RUN bash -c "`wget -qO- https://x.example/i.sh`"',
        'RUN bash <(curl -s https://x.example/i.sh)',
        'RUN source <(curl -s https://x.example/env)',
        'RUN eval "$(curl -s https://x.example/i.sh)"',
        'RUN bash <<< "$(curl -s https://x.example/i.sh)"',
        'RUN bash < <(curl -s https://x.example/i.sh)',
        'RUN ruby -e "$(curl -fsSL https://x.example/install)"',
        'RUN python3 -c "$(curl -fsSL https://x.example/get.py)"',
        'RUN SCRIPT=$(curl -s https://x.example/i.sh) && eval "$SCRIPT"',
      ],
      passes: [
        'RUN VERSION="$(curl -s https://x.example/latest)" && echo "$VERSION"',
        'RUN apt-get install -y "linux-headers-$(uname -r)"',
        'RUN bash -c "v=$(curl -s https://x.example/v); echo $v"',
        'RUN eval "$(ssh-agent -s)"',
        'RUN SCRIPT=$(curl -s https://x.example/i.sh) && eval "$OTHER"',
        'RUN echo "$(curl -s https://x.example/SHA) /f" | sha256sum -c',
        'RUN . /etc/os-release && curl -s "https://x.example/$ID" -o /f',
      ],
    },
  },
  {
    id: 'powershell-download-run',
    severity: 'high',
    title: { en: 'PowerShell runs code from the network', zh: 'PowerShell 直接执行网络下载的代码' },
    why: {
      en: 'Invoke-Expression runs whatever the server sends, and nothing of it is recorded.',
      zh: 'Invoke-Expression 会执行服务器返回的任意内容，且没有任何留存。',
    },
    fix: {
      en: 'Save the script with -OutFile, compare Get-FileHash with a value kept in the repository, then run it.',
      zh: '使用 -OutFile 保存脚本，用 Get-FileHash 与代码库中的值比对后再执行。',
    },
    match: {
      kind: 'powershell',
      all: [
        ['iex', 'invoke-expression'],
        [
          'iwr',
          'irm',
          'invoke-webrequest',
          'invoke-restmethod',
          'downloadstring',
          'start-bitstransfer',
          'wget',
          'curl',
        ],
      ],
    },
    examples: {
      matches: [
        `SHELL ["powershell", "-Command"]\nRUN iex ((New-Object System.Net.WebClient).DownloadString('https://x.example/i.ps1'))`,
        'SHELL ["powershell", "-Command"]\nRUN irm https://x.example/i.ps1 | iex',
        'RUN powershell -Command "Invoke-Expression (Invoke-WebRequest https://x.example/i.ps1).Content"',
      ],
      passes: [
        'SHELL ["powershell", "-Command"]\nRUN Invoke-WebRequest https://x.example/i.ps1 -OutFile i.ps1',
        'RUN echo iex curl',
      ],
    },
  },
  {
    id: 'decoded-code-run',
    severity: 'high',
    title: { en: 'Encoded code is decoded and run', zh: '解码后直接执行经过编码的代码' },
    why: {
      en: 'Encoding hides what runs from readers and scanners. Malicious images hide their payload so.',
      zh: '编码使审查者和扫描工具无法看到执行内容，恶意镜像常以此隐藏载荷。',
    },
    fix: {
      en: 'Put the script in clear text into the repository and COPY it.',
      zh: '将脚本以明文保存在代码库中并通过 COPY 加入镜像。',
    },
    match: {
      kind: 'any',
      of: [
        { kind: 'piped', from: DECODES, into: 'interpreter', at: COMMANDS_RUN },
        { kind: 'evaluated', from: DECODES },
        {
          kind: 'command',
          at: COMMANDS_RUN,
          run: [
            { program: ['python*'], words: ['*exec(*b64decode(*', '*eval(*b64decode(*'] },
            { program: ['perl'], words: ['*eval*decode_base64*'] },
            { program: ['php'], words: ['*eval*base64_decode*'] },
          ],
        },
        { kind: 'powershell', all: [['encodedcommand', 'enc']] },
        { kind: 'powershell', all: [['frombase64string'], ['iex', 'invoke-expression']] },
      ],
    },
    examples: {
      matches: [
        'RUN echo ZWNobyBoaQ== | base64 -d | sh',
        'RUN echo ZWNobyBoaQ== | base64 --decode | bash -',
        'RUN echo 6563686f | xxd -r -p | sh',
        'RUN echo ZWNobw== | openssl base64 -d | python3',
        'CMD ["sh", "-c", "echo ZWNobw== | base64 -d | sh"]',
        'RUN eval "$(echo ZWNobyBoaQ== | base64 -d)"',
        'RUN bash <(echo ZWNobyBoaQ== | base64 -d)',
        `RUN python3 -c 'import base64; exec(base64.b64decode("cHJpbnQoMSk="))'`,
        'RUN powershell -NoProfile -EncodedCommand ZQBjAGgAbwA=',
      ],
      passes: [
        'RUN echo ZWNobyBoaQ== | base64 -d > /etc/app.conf',
        'RUN base64 /dev/urandom | head -c 20 | sh -c "cat > /id"',
        'RUN CONFIG="$(echo ZWNobw== | base64 -d)" && echo "$CONFIG" > /etc/app.conf',
        `RUN python3 -c 'import base64; print(base64.b64decode("YQ=="))'`,
      ],
    },
  },
];
