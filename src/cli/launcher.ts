const LOOK_MS = 500;

/**
 * Calls back once when `npx`, which started this process, is gone. A signal sent to `npx` ends `npx` and its shell and
 * never gets here: without this, a supervisor that stops what it started would leave the service running on its port.
 * Whoever was started otherwise may outlive its parent, as `nohup` and `setsid` do.
 */
export function onLauncherGone(callback: () => void): void {
  if (process.env.npm_command !== 'exec') return;
  const launcher = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === launcher) return;
    clearInterval(timer);
    callback();
  }, LOOK_MS).unref();
}
