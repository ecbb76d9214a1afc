import type { Rule } from './rule.ts';

const INSTALLERS = ['apt', 'apt-get', 'aptitude', 'yum', 'dnf', 'microdnf', 'tdnf', 'zypper', 'apk', 'pacman'];

export const ACCOUNTS: readonly Rule[] = [
  {
    id: 'account-password-set',
    severity: 'high',
    title: { en: 'The build sets the password of an account', zh: '构建过程中设置账户密码' },
    why: {
      en: 'The password stands in the history, its hash in the image, and every container of it has the same one.',
      zh: '密码出现在镜像历史中，其哈希保存在镜像里，且所有容器使用相同密码。',
    },
    fix: {
      en: 'Do without passwords in images; where one is needed, set it when the container starts.',
      zh: '镜像中不要设置密码；如确有需要，在容器启动时设置。',
    },
    match: { kind: 'account', sets: 'password' },
    examples: {
      matches: [
        `RUN echo 'root:root' | chpasswd`,
        'RUN printf "app:%s\\n" hunter2-x | sudo chpasswd',
        'RUN echo hunter2-x | passwd --stdin app',
        'RUN echo "root:$ROOT_PASSWORD" | chpasswd -e',
        'RUN useradd -m -p hunter2-x app',
        'RUN chpasswd <<< app:hunter2-x',
      ],
      passes: [
        'RUN chpasswd < /run/secrets/accounts',
        'RUN passwd -l root',
        'RUN useradd -p "!" app',
        'RUN usermod -p "*" app',
        'RUN useradd -m app && mkdir -p /srv',
        'RUN getent passwd | cut -d: -f1',
      ],
    },
  },
  {
    id: 'account-without-password',
    severity: 'high',
    title: { en: 'An account can be entered without a password', zh: '账户无需密码即可登录' },
    why: {
      en: 'Whoever gets a login prompt or su in the container becomes that user.',
      zh: '在容器中获得登录提示或 su 的人可以直接成为该用户。',
    },
    fix: { en: 'Lock the account instead: passwd -l.', zh: '改为锁定账户：passwd -l。' },
    match: {
      kind: 'command',
      run: [
        { program: ['passwd'], options: ['-d', '--delete'] },
        { program: ['useradd', 'usermod'], options: ['--password=', '-p='] },
        { program: ['sed', 'perl'], words: ['*root::*', '*s/^root:x:/root:*'] },
      ],
      unlessAny: [{ program: ['passwd'], options: ['-l', '--lock'] }],
    },
    examples: {
      matches: ['RUN passwd -d root', 'RUN sed -i "s/root:x:/root::/" /etc/passwd', `RUN useradd -m -p '' app`],
      passes: [
        'RUN passwd -l root',
        'RUN adduser -D app',
        'RUN adduser --disabled-password app',
        'RUN useradd -d /srv app',
        'RUN passwd -d app && passwd -l app',
      ],
    },
  },
  {
    id: 'second-root-account',
    severity: 'high',
    title: { en: 'A second account with the rights of root', zh: '创建另一个具有 root 权限的账户' },
    why: {
      en: 'An account with the user id 0 is root under another name, and easily overlooked.',
      zh: 'UID 为 0 的账户等同于 root，且容易被忽略。',
    },
    fix: { en: 'Give the account a user id of its own.', zh: '为账户分配独立的 UID。' },
    match: {
      kind: 'any',
      of: [
        { kind: 'command', run: [{ program: ['useradd', 'adduser', 'usermod'], options: ['-u=0', '--uid=0'] }] },
        {
          kind: 'written',
          lines: ['*:x:0:*:*:*:*', '*::0:*:*:*:*', '*:!:0:*:*:*:*'],
          unless: ['root:*'],
          near: ['*/etc/passwd'],
        },
      ],
    },
    examples: {
      matches: [
        'RUN useradd -o -u 0 -g 0 admin',
        'RUN echo "eve:x:0:0::/root:/bin/sh" >> /etc/passwd',
        'RUN echo "eve::0:0:::/bin/sh" | tee -a /etc/passwd',
        'RUN cat >> /etc/passwd <<EOF\neve:x:0:100::/:/bin/sh\nEOF',
      ],
      passes: [
        'RUN useradd -u 1000 app',
        'RUN adduser -u 10 app',
        'RUN echo "git:x:33:33:git:/home/git:/bin/sh" >> /etc/passwd && echo "git:*:16462:0:99999:7:::" >> /etc/shadow',
        'RUN echo "wheel:x:0:app" >> /etc/group && cat /etc/passwd',
        'RUN echo "root:x:0:0:root:/root:/sbin/nologin" > /etc/passwd',
        'RUN echo "app:x:1000:0:app:/srv:/bin/sh" >> /etc/passwd',
      ],
    },
  },
  {
    id: 'sudo-without-password',
    severity: 'medium',
    title: { en: 'sudo is allowed without a password', zh: '允许免密码使用 sudo' },
    why: {
      en: 'A process that is taken over becomes root at once: running as another user protects nothing.',
      zh: '被攻破的进程可立即成为 root，以普通用户运行失去意义。',
    },
    fix: {
      en: 'Do at build time what needs root, and leave sudo out of the image.',
      zh: '需要 root 的操作放在构建阶段完成，镜像中不保留 sudo。',
    },
    match: {
      kind: 'written',
      lines: ['*ALL=*NOPASSWD:*', '*ALL = *NOPASSWD:*', '*ALL=NOPASSWD*', 'Defaults*!authenticate*', 'permit*nopass*'],
      unless: ['#*'],
    },
    examples: {
      matches: [
        'RUN echo "app ALL=(ALL) NOPASSWD:ALL" >> /etc/sudoers',
        'RUN sed -i "s/%wheel.*/%wheel ALL=(ALL) NOPASSWD: ALL/" /etc/sudoers',
        `RUN echo 'Defaults !authenticate' >> /etc/sudoers`,
        'RUN echo "permit nopass :wheel" > /etc/doas.conf',
      ],
      passes: [
        'RUN echo "app ALL=(ALL) ALL" >> /etc/sudoers',
        'RUN grep -q "ALL=(ALL) NOPASSWD:ALL" /etc/sudoers',
        'RUN echo "# app ALL=(ALL) NOPASSWD:ALL" >> /etc/sudoers',
      ],
    },
  },
  {
    id: 'sudo-installed',
    severity: 'low',
    title: { en: 'sudo is installed', zh: '安装了 sudo' },
    why: {
      en: 'A setuid program that makes root is a target, and containers seldom need it.',
      zh: 'sudo 是可提升为 root 的 setuid 程序，容易成为攻击目标，容器中很少需要。',
    },
    fix: {
      en: 'Use USER to change the user, or setpriv, gosu or su-exec in an entrypoint.',
      zh: '使用 USER 切换用户，或在入口脚本中使用 setpriv、gosu、su-exec。',
    },
    match: {
      kind: 'command',
      run: [
        {
          program: INSTALLERS,
          operands: ['sudo', 'sudo=*', 'sudo~*', 'sudo:*'],
          words: ['install', 'add', 'in', '-S*'],
        },
      ],
    },
    examples: {
      matches: [
        'RUN apt-get update && apt-get install -y curl sudo',
        'RUN apk add --no-cache sudo',
        'RUN yum -y install sudo',
        'RUN zypper in -y sudo',
      ],
      passes: ['RUN apt-get remove -y sudo', 'RUN apt-get install -y libpam-sudoers', 'RUN echo sudo'],
    },
  },
  {
    id: 'sudo-used',
    severity: 'low',
    title: { en: 'The build uses sudo', zh: '构建过程中使用 sudo' },
    why: {
      en: 'The build of an image can change its user by itself; sudo has to be installed and configured for that, and stays.',
      zh: '构建镜像时可以直接切换用户，使用 sudo 需要安装和配置，并会遗留在镜像中。',
    },
    fix: {
      en: 'Put USER root before the instruction and the other user after it.',
      zh: '在指令之前使用 USER root，之后再切换为其他用户。',
    },
    match: { kind: 'command', run: [{ program: ['sudo', 'doas'] }] },
    examples: {
      matches: ['RUN sudo apt-get update', 'RUN make && sudo -E make install'],
      passes: ['RUN echo "run sudo make install"', 'RUN which sudo || true', 'RUN apt-get purge -y sudo'],
    },
  },
  {
    id: 'runs-as-root',
    severity: 'medium',
    title: { en: 'The last USER is root', zh: '最后一个 USER 为 root' },
    why: {
      en: 'Whoever takes over a process has every right in the container, and every fault of the kernel or the runtime is worth more to them.',
      zh: '攻破进程的人将拥有容器内的全部权限，内核或运行时的漏洞也更容易被利用。',
    },
    fix: {
      en: 'End the Dockerfile with a USER that is not root, best by number.',
      zh: '在 Dockerfile 末尾使用非 root 的 USER，最好使用数字 UID。',
    },
    match: { kind: 'user', is: 'root' },
    examples: {
      matches: ['USER root', 'USER app\nRUN make\nUSER 0:0', 'USER root:root', 'USER 0', 'USER ContainerAdministrator'],
      passes: ['USER root\nRUN make\nUSER nonroot', 'USER 1000', 'USER rootless', 'RUN make', 'USER 10000:0'],
    },
  },
  {
    id: 'no-user-set',
    severity: 'medium',
    title: { en: 'No USER is set: the image runs as root', zh: '未设置 USER，镜像以 root 运行' },
    why: {
      en: 'Without USER containers run as root, with every right in the container.',
      zh: '未设置 USER 时容器以 root 运行，拥有容器内的全部权限。',
    },
    fix: { en: 'Add a USER that is not root, best by number.', zh: '添加非 root 的 USER，最好使用数字 UID。' },
    match: { kind: 'user', is: 'unset' },
    examples: {
      matches: ['RUN make', 'CMD ["/app"]'],
      passes: ['USER 65532\nCMD ["/app"]', 'USER root', 'SHELL ["powershell", "-Command"]\nRUN dir'],
    },
  },
];
