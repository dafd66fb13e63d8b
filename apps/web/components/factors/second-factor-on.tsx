'use client';

import { Badge } from '../ui/badge.tsx';
import { DisableSecondFactor } from './disable-second-factor.tsx';
import { RemakeRecoveryCodes } from './remake-recovery-codes.tsx';

interface SecondFactorOnProps {
  since: string;
  codesLeft: number;
  hasPassword: boolean;
  username: string;
  onCodes: (codes: readonly string[]) => void;
  onEnd: () => void;
}

export function SecondFactorOn({ since, codesLeft, onCodes, onEnd, ...person }: SecondFactorOnProps) {
  return (
    <ul className="divide-y divide-line rounded-lg border bg-surface">
      <li className="flex flex-wrap items-center gap-3 px-3 py-2.5">
        <div className="min-w-0 flex-1">
          <p className="flex items-center gap-2 text-sm font-medium">
            Authenticator app <Badge tone="ok">On</Badge>
          </p>
          <p className="text-xs text-ink-3">since {since}</p>
        </div>
        <DisableSecondFactor {...person} onEnd={onEnd} />
      </li>
      <li className="flex flex-wrap items-center gap-3 px-3 py-2.5">
        <div className="min-w-0 flex-1">
          <p className="flex items-center gap-2 text-sm font-medium">
            Recovery codes {codesLeft < 3 && <Badge tone="warn">Few left</Badge>}
          </p>
          <p className="text-xs text-ink-3">{codesLeft} of 10 not used yet</p>
        </div>
        <RemakeRecoveryCodes {...person} onCodes={onCodes} />
      </li>
    </ul>
  );
}
