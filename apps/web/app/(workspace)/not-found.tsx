import { FileQuestion } from 'lucide-react';
import { ButtonLink } from '../../components/ui/button-link.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';

export default function WorkspaceNotFound() {
  return (
    <EmptyState
      icon={FileQuestion}
      level={1}
      title="This could not be found"
      action={
        <ButtonLink href="/projects" variant="primary">
          Go to projects
        </ButtonLink>
      }
    >
      It may have been deleted, or it belongs to a team that you are not on.
    </EmptyState>
  );
}
