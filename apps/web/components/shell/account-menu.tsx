import type { User } from '@throughline/contracts/backend';
import { Monitor, Moon, Sun } from 'lucide-react';
import type { Theme } from '../../lib/theme.ts';
import { MenuGroup } from '../ui/menu-group.tsx';
import { MenuItem } from '../ui/menu-item.tsx';
import { Menu } from '../ui/menu.tsx';
import { accountMenuId } from './account-menu-id.ts';
import { SignOutItem } from './sign-out-item.tsx';
import { chooseTheme } from './theme-actions.ts';

const choices = [
  { theme: 'system', label: 'As the system', icon: Monitor },
  { theme: 'light', label: 'Light', icon: Sun },
  { theme: 'dark', label: 'Dark', icon: Moon },
] as const;

export function AccountMenu({ person, theme }: { person: User; theme: Theme }) {
  return (
    <Menu id={accountMenuId} label="Account">
      <MenuGroup label="Appearance">
        <form action={chooseTheme}>
          {choices.map((choice) => (
            <MenuItem
              key={choice.theme}
              type="submit"
              name="theme"
              value={choice.theme}
              icon={choice.icon}
              isChosen={choice.theme === theme}
            >
              {choice.label}
            </MenuItem>
          ))}
        </form>
      </MenuGroup>
      <MenuGroup label={`Signed in as ${person.username}`}>
        <SignOutItem />
      </MenuGroup>
    </Menu>
  );
}
