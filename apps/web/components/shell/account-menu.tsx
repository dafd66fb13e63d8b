import type { Company, User } from '@throughline/contracts/backend';
import { Keyboard, KeyboardOff, Monitor, Moon, Settings, Sun } from 'lucide-react';
import type { Theme } from '../../lib/theme.ts';
import { MenuGroup } from '../ui/menu-group.tsx';
import { MenuItem } from '../ui/menu-item.tsx';
import { MenuLink } from '../ui/menu-link.tsx';
import { Menu } from '../ui/menu.tsx';
import { accountMenuId } from './account-menu-id.ts';
import { CompanyChoice } from './company-choice.tsx';
import { chooseShortcuts } from './shortcut-actions.ts';
import { SignOutItem } from './sign-out-item.tsx';
import { chooseTheme } from './theme-actions.ts';

const choices = [
  { theme: 'system', label: 'As the system', icon: Monitor },
  { theme: 'light', label: 'Light', icon: Sun },
  { theme: 'dark', label: 'Dark', icon: Moon },
] as const;

const shortcutChoices = [
  { value: 'on', label: 'On', icon: Keyboard },
  { value: 'off', label: 'Off', icon: KeyboardOff },
] as const;

interface AccountMenuProps {
  person: User;
  theme: Theme;
  hasShortcuts: boolean;
  companies: readonly Company[];
  /** The one that the person acts for; undefined when they act for themselves. */
  companyId: string | undefined;
}

export function AccountMenu({ person, theme, hasShortcuts, companies, companyId }: AccountMenuProps) {
  return (
    <Menu id={accountMenuId} label="Account">
      {companies.length > 0 && (
        <MenuGroup label="Act for">
          <CompanyChoice companies={companies} companyId={companyId} />
        </MenuGroup>
      )}
      <MenuGroup label="Single keys (C makes something new)">
        <form action={chooseShortcuts}>
          {shortcutChoices.map(({ value, label, icon }) => (
            <MenuItem
              key={value}
              type="submit"
              name="shortcuts"
              value={value}
              icon={icon}
              isChosen={hasShortcuts === (value === 'on')}
            >
              {label}
            </MenuItem>
          ))}
        </form>
      </MenuGroup>
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
        <MenuLink icon={Settings} href="/settings/profile">
          Settings
        </MenuLink>
        <SignOutItem />
      </MenuGroup>
    </Menu>
  );
}
