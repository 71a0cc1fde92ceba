import { Mark } from '../ui/Mark.tsx';
import classes from './Splash.module.css';

/** Shown for the moment in which the main process answers or a screen's code arrives. */
export function Splash() {
  return (
    <div className={classes.splash}>
      <Mark size={40} />
    </div>
  );
}
