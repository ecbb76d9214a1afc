import type { Rule } from './rule.ts';

const COMMANDS_RUN = ['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'ONBUILD'];
const INSTALLERS = ['apt', 'apt-get', 'aptitude', 'yum', 'dnf', 'microdnf', 'tdnf', 'zypper', 'apk', 'pacman'];
const INSTALL = ['install', 'add', 'in', '-S*'];

export const REMOTE_ACCESS: readonly Rule[] = [
  {
    id: 'ssh-server',
    severity: 'medium',
    title: { en: 'An SSH server is installed or started', zh: '安装或启动了 SSH 服务' },
    why: {
      en: 'It is one more way in, with keys and passwords of its own, past the rights of the orchestrator.',
      zh: 'SSH 增加了绕过编排系统权限控制的入口，并带来额外的密钥和密码。',
    },
    fix: { en: 'Use exec of the container runtime or orchestrator.', zh: '改用容器运行时或编排系统的 exec 功能。' },
    match: {
      kind: 'command',
      at: COMMANDS_RUN,
      run: [
        {
          program: INSTALLERS,
          words: INSTALL,
          operands: ['openssh-server', 'openssh-server=*', 'openssh', 'dropbear', 'ssh'],
        },
        { program: ['sshd', 'dropbear'] },
        { program: ['service', 'rc-service'], words: ['ssh', 'sshd'] },
        {
          program: ['systemctl'],
          words: ['ssh', 'sshd', 'sshd.service', 'ssh.service'],
          unlessWords: ['disable', 'mask', 'stop'],
        },
      ],
    },
    examples: {
      matches: [
        'RUN apt-get update && apt-get install -y openssh-server',
        'CMD ["/usr/sbin/sshd", "-D"]',
        'RUN apk add openssh',
        'RUN service ssh start',
      ],
      passes: [
        'RUN apt-get install -y openssh-client',
        'RUN apk add openssh-client-default',
        'RUN ssh -V',
        'RUN mkdir /run/sshd',
        'RUN systemctl disable sshd',
        'RUN apt-get purge -y openssh-server',
      ],
    },
  },
  {
    id: 'ssh-port-exposed',
    severity: 'low',
    title: { en: 'The port of SSH is exposed', zh: '暴露了 SSH 端口' },
    why: {
      en: 'The image declares that it answers to SSH, a way in past the orchestrator.',
      zh: '镜像声明提供 SSH 服务，可绕过编排系统进入容器。',
    },
    fix: { en: 'Take EXPOSE 22 and the server out.', zh: '删除 EXPOSE 22 及 SSH 服务。' },
    match: {
      kind: 'instruction',
      instructions: ['EXPOSE'],
      words: ['22', '22/tcp', '22/tcp:{}'],
    },
    examples: {
      matches: ['EXPOSE 22', 'EXPOSE 80 22/tcp', 'EXPOSE map[22/tcp:{}]'],
      passes: ['EXPOSE 2222', 'EXPOSE 8022', 'EXPOSE 22/udp', 'EXPOSE map[8022/tcp:{}]'],
    },
  },
  {
    id: 'ssh-server-weakened',
    severity: 'high',
    title: { en: 'The SSH server lets root or empty passwords in', zh: 'SSH 服务允许 root 登录或空密码' },
    why: {
      en: 'Passwords can be guessed over the network, and root has every right in the container.',
      zh: '密码可通过网络猜测，而 root 拥有容器内的全部权限。',
    },
    fix: {
      en: 'Set PermitRootLogin no, PasswordAuthentication no, PermitEmptyPasswords no.',
      zh: '设置 PermitRootLogin no、PasswordAuthentication no、PermitEmptyPasswords no。',
    },
    match: { kind: 'written', lines: ['PermitRootLogin yes*', 'PermitEmptyPasswords yes*', 'PermitRootLogin=yes'] },
    examples: {
      matches: [
        `RUN sed -i 's/#PermitRootLogin prohibit-password/PermitRootLogin yes/' /etc/ssh/sshd_config`,
        'RUN echo "PermitRootLogin yes" >> /etc/ssh/sshd_config',
        'RUN echo "PermitEmptyPasswords yes" >> /etc/ssh/sshd_config',
      ],
      passes: [
        `RUN sed -i 's/PermitRootLogin yes/PermitRootLogin no/' /etc/ssh/sshd_config`,
        'RUN echo "PermitRootLogin prohibit-password" >> /etc/ssh/sshd_config',
        'RUN grep "PermitRootLogin yes" /etc/ssh/sshd_config',
      ],
    },
  },
  {
    id: 'old-remote-service',
    severity: 'medium',
    title: { en: 'A remote service without encryption is installed', zh: '安装了无加密的远程服务' },
    why: {
      en: 'telnet, rsh and FTP send passwords readable over the network.',
      zh: 'telnet、rsh 和 FTP 以明文传输密码。',
    },
    fix: { en: 'Leave it out, or use a service over TLS or SSH.', zh: '不要安装，或改用基于 TLS 或 SSH 的服务。' },
    match: {
      kind: 'command',
      run: [
        {
          program: INSTALLERS,
          words: INSTALL,
          operands: [
            'telnetd',
            'telnet-server',
            'inetutils-telnetd',
            'rsh-server',
            'rsh-redone-server',
            'vsftpd',
            'proftpd*',
            'pure-ftpd',
            'tftpd*',
            'tftp-server',
            'xinetd',
          ],
        },
      ],
    },
    examples: {
      matches: ['RUN apt-get install -y telnetd', 'RUN yum install -y vsftpd telnet-server'],
      passes: ['RUN apt-get install -y telnet', 'RUN apt-get remove -y telnetd', 'RUN apk add lftp'],
    },
  },
  {
    id: 'remote-debugger',
    severity: 'medium',
    title: { en: 'A debugger listens on the network', zh: '调试器在网络上监听' },
    why: {
      en: 'Whoever reaches the port of a debugger runs code in the process.',
      zh: '能访问调试端口的人可以在进程中执行代码。',
    },
    fix: {
      en: 'Leave it out of images that are deployed, or let it listen on 127.0.0.1.',
      zh: '不要在部署的镜像中启用，或仅监听 127.0.0.1。',
    },
    match: {
      kind: 'instruction',
      instructions: ['ENV', 'CMD', 'ENTRYPOINT'],
      words: [
        '*-agentlib:jdwp=*address=\\*:*',
        '*-agentlib:jdwp=*',
        '*-Xrunjdwp:*',
        '*--inspect=0.0.0.0*',
        '*--inspect-brk=0.0.0.0*',
        'FLASK_DEBUG=1',
        'FLASK_DEBUG=true',
        'DJANGO_DEBUG=true',
        'DJANGO_DEBUG=1',
        'WERKZEUG_DEBUG_PIN=off',
        'debugpy',
        'dlv',
        '*/dlv',
      ],
    },
    examples: {
      matches: [
        'ENV JAVA_TOOL_OPTIONS=-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=*:5005',
        'CMD ["node", "--inspect=0.0.0.0:9229", "a.js"]',
        'ENV FLASK_DEBUG=1',
        'CMD ["dlv", "--listen=:2345", "--headless", "exec", "/app"]',
      ],
      passes: [
        'CMD ["node", "--inspect=127.0.0.1:9229", "a.js"]',
        'ENV FLASK_DEBUG=0',
        'CMD ["node", "a.js"]',
        'CMD ["app", "--address=0.0.0.0:80"]',
      ],
    },
  },
  {
    id: 'database-without-password',
    severity: 'medium',
    title: { en: 'A database is started without a password', zh: '数据库未设置密码' },
    why: {
      en: 'Whoever reaches the port of the database can read and change everything in it.',
      zh: '能访问数据库端口的人可以读取和修改其中的全部数据。',
    },
    fix: {
      en: 'Give the password as a file when the container starts: POSTGRES_PASSWORD_FILE, MYSQL_ROOT_PASSWORD_FILE.',
      zh: '在容器启动时通过文件提供密码：POSTGRES_PASSWORD_FILE、MYSQL_ROOT_PASSWORD_FILE。',
    },
    match: {
      kind: 'variable',
      names: [
        'MYSQL_ALLOW_EMPTY_PASSWORD',
        'MARIADB_ALLOW_EMPTY_ROOT_PASSWORD',
        'POSTGRES_HOST_AUTH_METHOD',
        'ALLOW_EMPTY_PASSWORD',
        'ALLOW_ANONYMOUS_LOGIN',
      ],
      values: ['yes', 'true', '1', 'trust'],
    },
    examples: {
      matches: [
        'ENV MYSQL_ALLOW_EMPTY_PASSWORD=yes',
        'ENV POSTGRES_HOST_AUTH_METHOD=trust',
        'ENV ALLOW_EMPTY_PASSWORD=yes',
      ],
      passes: [
        'ENV MYSQL_ALLOW_EMPTY_PASSWORD=no',
        'ENV POSTGRES_HOST_AUTH_METHOD=scram-sha-256',
        'ENV MYSQL_ALLOW_EMPTY_PASSWORD=',
      ],
    },
  },
];
