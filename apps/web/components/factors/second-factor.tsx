'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { RecoveryCodes } from './recovery-codes.tsx';
import { SecondFactorOff } from './second-factor-off.tsx';
import { SecondFactorOn } from './second-factor-on.tsx';

interface SecondFactorProps {
  isOn: boolean;
  /** Already as the person reads it. */
  since: string;
  codesLeft: number;
  hasPassword: boolean;
  username: string;
}

/** Recovery codes that were just made stay on the page until the person has kept them. */
export function SecondFactor({ isOn, since, codesLeft, ...person }: SecondFactorProps) {
  const [codes, setCodes] = useState<readonly string[]>();
  const router = useRouter();
  if (codes !== undefined)
    return (
      <RecoveryCodes
        codes={codes}
        onEnd={() => {
          setCodes(undefined);
          router.refresh();
        }}
      />
    );
  return isOn ? (
    <SecondFactorOn
      {...person}
      since={since}
      codesLeft={codesLeft}
      onCodes={setCodes}
      onEnd={() => {
        router.refresh();
      }}
    />
  ) : (
    <SecondFactorOff {...person} onCodes={setCodes} />
  );
}
