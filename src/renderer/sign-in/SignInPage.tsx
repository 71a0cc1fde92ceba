import { useState } from 'react';
import { RecoveryForm } from './RecoveryForm.tsx';
import { SignInForm } from './SignInForm.tsx';

/** Who comes back: with a password, or with a recovery code when it is forgotten. */
export function SignInPage({ notice }: { readonly notice: string | undefined }) {
  const [recovering, setRecovering] = useState(false);
  return recovering ? (
    <RecoveryForm onBack={() => setRecovering(false)} />
  ) : (
    <SignInForm notice={notice} onRecover={() => setRecovering(true)} />
  );
}
