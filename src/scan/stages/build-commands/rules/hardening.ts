import type { Rule } from './rule.ts';

export const HARDENING: readonly Rule[] = [
  {
    id: 'selinux-off',
    severity: 'medium',
    title: { en: 'SELinux or AppArmor is turned off', zh: '关闭 SELinux 或 AppArmor' },
    why: {
      en: 'The instruction asks for less protection; run on a host with rights to do so, it takes the protection from everything there.',
      zh: '该指令降低了防护等级，若在具备权限的宿主机上执行，将影响其上的所有程序。',
    },
    fix: { en: 'Write a policy for the one program that is refused.', zh: '为被拒绝的程序编写专门的策略。' },
    match: {
      kind: 'any',
      of: [
        {
          kind: 'command',
          run: [{ program: ['setenforce'], operands: ['0', 'permissive'] }, { program: ['aa-disable', 'aa-teardown'] }],
        },
        { kind: 'written', lines: ['SELINUX=disabled*', 'SELINUX=permissive*'] },
      ],
    },
    examples: {
      matches: [
        'RUN setenforce 0',
        `RUN sed -i 's/SELINUX=enforcing/SELINUX=disabled/' /etc/selinux/config`,
        'RUN echo SELINUX=disabled > /etc/selinux/config',
        `RUN sed -i 's#^SELINUX=.*#SELINUX=disabled#' /etc/selinux/config`,
        'RUN cat > /etc/selinux/config <<EOF\nSELINUX=permissive\nEOF',
      ],
      passes: [
        'RUN setenforce 1',
        `RUN sed -i 's/SELINUX=disabled/SELINUX=enforcing/' /etc/selinux/config`,
        'RUN getenforce',
        'RUN dnf install -y selinux-policy',
      ],
    },
  },
  {
    id: 'aslr-off',
    severity: 'medium',
    title: { en: 'Address space randomisation is turned off', zh: '关闭地址空间随机化（ASLR）' },
    why: { en: 'Faults of memory safety become easy to exploit.', zh: '内存安全漏洞更容易被利用。' },
    fix: { en: 'Leave kernel.randomize_va_space at 2.', zh: '保持 kernel.randomize_va_space 为 2。' },
    match: {
      kind: 'command',
      at: ['RUN', 'CMD', 'ENTRYPOINT', 'ONBUILD'],
      run: [
        { words: ['*kernel.randomize_va_space=0*', '*kernel.randomize_va_space = 0*'] },
        { words: ['0'], redirects: ['/proc/sys/kernel/randomize_va_space'] },
        { program: ['tee'], words: ['/proc/sys/kernel/randomize_va_space'] },
        { program: ['setarch', 'linux32', 'linux64', 'x86_64', 'i386'], options: ['-R', '--addr-no-randomize'] },
      ],
    },
    examples: {
      matches: [
        'RUN sysctl -w kernel.randomize_va_space=0',
        'RUN echo 0 > /proc/sys/kernel/randomize_va_space',
        'ENTRYPOINT ["setarch", "x86_64", "-R", "/app"]',
      ],
      passes: [
        'RUN sysctl -w kernel.randomize_va_space=2',
        'RUN cat /proc/sys/kernel/randomize_va_space',
        'RUN echo 2 > /proc/sys/kernel/randomize_va_space',
      ],
    },
  },
  {
    id: 'firewall-off',
    severity: 'low',
    title: { en: 'A firewall is turned off', zh: '关闭防火墙' },
    why: {
      en: 'Run with the rights of the host, the instruction opens what was closed.',
      zh: '在具备宿主机权限时执行会开放原本关闭的端口。',
    },
    fix: {
      en: 'Leave the firewall to the host, and open the one port that is needed.',
      zh: '防火墙由宿主机管理，仅开放所需端口。',
    },
    match: {
      kind: 'command',
      at: ['RUN', 'CMD', 'ENTRYPOINT', 'ONBUILD'],
      run: [
        { program: ['ufw'], operands: ['disable'] },
        { program: ['iptables', 'ip6tables'], options: ['-F', '--flush'] },
        { program: ['iptables', 'ip6tables'], options: ['-P', '--policy'], words: ['ACCEPT'] },
        { program: ['nft'], operands: ['flush'] },
        {
          program: ['systemctl', 'service'],
          words: ['firewalld', 'firewalld.service', 'iptables', 'ufw'],
          operands: ['disable', 'stop', 'mask'],
        },
      ],
    },
    examples: {
      matches: ['RUN ufw disable', 'RUN iptables -F', 'RUN systemctl disable firewalld'],
      passes: [
        'RUN ufw enable',
        'RUN iptables -A INPUT -p tcp --dport 80 -j ACCEPT',
        'RUN systemctl enable firewalld',
        'RUN apk add iptables',
      ],
    },
  },
];
