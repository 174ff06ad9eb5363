//! The matrix of levels, roles, platforms and channels: what is proposed, and because of which item.
//!
//! It describes what is usual and forbids nothing (R2, R3, C1).

use std::cmp::Ordering;

use serde::Serialize;

use crate::model::{Channel, Content, Level, Platform, Role};
use crate::words::Audience;

/// How well a channel or platform suits a role.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fit {
    /// Proposed first.
    Preferred,
    /// As good as any.
    Possible,
    /// Advised against, never refused.
    Unusual,
}

/// A channel with its fit and the item that causes it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Proposal {
    /// The channel's id.
    pub channel: String,
    /// How well it suits.
    pub fit: Fit,
    /// The address of the item that causes it, for [`crate::Strategy::item`].
    pub because: String,
    /// The asked-for target groups that the channel is meant for.
    pub target_groups: Vec<String>,
}

impl Content {
    /// The role with this id.
    #[must_use]
    pub fn role(&self, id: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.id == id)
    }

    /// The level with this id.
    #[must_use]
    pub fn level(&self, id: &str) -> Option<&Level> {
        self.levels.iter().find(|level| level.id == id)
    }

    /// The channel with this id.
    #[must_use]
    pub fn channel(&self, id: &str) -> Option<&Channel> {
        self.channels.iter().find(|channel| channel.id == id)
    }

    /// The platform with this id.
    #[must_use]
    pub fn platform(&self, id: &str) -> Option<&Platform> {
        self.platforms.iter().find(|platform| platform.id == id)
    }

    /// The roles that a level sends in, in the file's order.
    #[must_use]
    pub fn roles_for_level(&self, level: &str) -> Vec<&Role> {
        self.roles.iter().filter(|role| role.senders.iter().any(|sender| sender == level)).collect()
    }

    /// Every platform with its fit for a role, the preferred first; none for an unknown role.
    #[must_use]
    pub fn platforms_for_role(&self, role: &str) -> Vec<(&Platform, Fit)> {
        let Some(role) = self.role(role) else { return Vec::new() };
        let mut fits: Vec<_> =
            self.platforms.iter().map(|platform| (platform, platform_fit(role, &platform.id))).collect();
        fits.sort_by_key(|(_, fit)| *fit);
        fits
    }

    /// Every external channel with its fit for a role and target groups, the best first.
    ///
    /// A channel is preferred when it is meant for an asked-for target group on a platform that the role
    /// draws on, or, when no group is asked for, when its platform is preferred. A channel on another
    /// platform is unusual. When groups are asked for, channels for other groups only are possible at best.
    #[must_use]
    pub fn channels_for(&self, role: &str, target_groups: &[&str]) -> Vec<Proposal> {
        let Some(role) = self.role(role) else { return Vec::new() };
        let external = self.channels.iter().filter(|channel| channel.audience == Audience::External);
        sorted(external.map(|channel| proposal(role, channel, target_groups)).collect())
    }

    /// Every internal channel for target groups, the best first; internal messages have no role.
    #[must_use]
    pub fn internal_channels_for(&self, target_groups: &[&str]) -> Vec<Proposal> {
        let internal = self.channels.iter().filter(|channel| channel.audience == Audience::Internal);
        let proposals = internal.map(|channel| {
            let meant_for = meant_for(channel, target_groups);
            let fit = if meant_for.is_empty() { Fit::Possible } else { Fit::Preferred };
            let because = format!("channel.{}", channel.id);
            Proposal { channel: channel.id.clone(), fit, because, target_groups: meant_for }
        });
        sorted(proposals.collect())
    }

    /// The chain of levels above this one, nearest first.
    #[must_use]
    pub fn levels_above(&self, level: &str) -> Vec<&Level> {
        let above = |level: &&Level| level.above.as_deref().and_then(|id| self.level(id));
        std::iter::successors(self.level(level), above).skip(1).take(self.levels.len()).collect()
    }
}

fn platform_fit(role: &Role, platform: &str) -> Fit {
    let names = |list: &[String]| list.iter().any(|id| id == platform);
    match (names(&role.preferred_platforms), names(&role.platforms)) {
        (true, _) => Fit::Preferred,
        (false, true) => Fit::Possible,
        (false, false) => Fit::Unusual,
    }
}

fn proposal(role: &Role, channel: &Channel, target_groups: &[&str]) -> Proposal {
    let meant_for = meant_for(channel, target_groups);
    let by_role = format!("role.{}", role.id);
    let by_channel = format!("channel.{}", channel.id);
    let (fit, because) = match (platform_fit(role, &channel.platform), meant_for.is_empty()) {
        (Fit::Unusual, _) => (Fit::Unusual, by_role),
        (_, false) => (Fit::Preferred, by_channel),
        (Fit::Preferred, true) if target_groups.is_empty() => (Fit::Preferred, by_role),
        (_, true) => (Fit::Possible, by_role),
    };
    Proposal { channel: channel.id.clone(), fit, because, target_groups: meant_for }
}

fn meant_for(channel: &Channel, target_groups: &[&str]) -> Vec<String> {
    let asked = |group: &&String| target_groups.contains(&group.as_str());
    channel.target_groups.iter().filter(asked).cloned().collect()
}

/// The best fit first; among equals the one that reaches more of the groups, then the file's order.
fn sorted(mut proposals: Vec<Proposal>) -> Vec<Proposal> {
    proposals.sort_by(|left, right| match left.fit.cmp(&right.fit) {
        Ordering::Equal => right.target_groups.len().cmp(&left.target_groups.len()),
        unequal => unequal,
    });
    proposals
}

#[cfg(test)]
mod tests {
    use super::Fit;
    use crate::testing::sundby;

    /// R2: the matrix of the strategy, read the other way.
    #[test]
    fn each_level_knows_its_roles() {
        let strategy = sundby();
        for (level, roles) in [
            ("centres", vec!["authority", "service"]),
            ("institutions", vec!["service", "brand"]),
            ("politicians", vec!["politics"]),
            ("executive-board", vec!["politics"]),
            ("employee", vec!["brand"]),
            ("communications", vec!["brand"]),
            ("manager", vec![]),
            ("nobody", vec![]),
        ] {
            let ids: Vec<&str> =
                strategy.roles_for_level(level).iter().map(|role| role.id.as_str()).collect();
            assert_eq!(ids, roles, "{level}");
        }
    }

    /// C1: preferred, possible or unusual for a role.
    #[test]
    fn platforms_have_a_fit_for_each_role() {
        let strategy = sundby();
        let fits = strategy.platforms_for_role("authority");
        let fit = |id: &str| fits.iter().find(|(platform, _)| platform.id == id).map(|(_, fit)| *fit);
        assert_eq!(fit("letters"), Some(Fit::Preferred));
        assert_eq!(fit("oral"), Some(Fit::Possible));
        assert_eq!(fit("social-media"), Some(Fit::Unusual));
        assert_eq!(fits.len(), 6);
    }

    /// R3: channels are proposed from role and target group, and say why.
    #[test]
    fn channels_are_proposed_with_a_reason() {
        let strategy = sundby();
        for (role, groups, channel, fit, because) in [
            ("service", vec!["young-families"], "facebook", Fit::Preferred, "channel.facebook"),
            ("service", vec!["young-families"], "linkedin", Fit::Possible, "role.service"),
            ("authority", vec!["young-families"], "facebook", Fit::Unusual, "role.authority"),
            ("authority", vec![], "digital-post", Fit::Preferred, "role.authority"),
            ("brand", vec!["specialists"], "linkedin", Fit::Preferred, "channel.linkedin"),
            ("politics", vec![], "press-release", Fit::Possible, "role.politics"),
        ] {
            let proposals = strategy.channels_for(role, &groups);
            let found = proposals.iter().find(|proposal| proposal.channel == channel).unwrap();
            assert_eq!((found.fit, found.because.as_str()), (fit, because), "{role} {channel}");
            assert!(strategy.item(because).is_some(), "{because}");
            assert!(proposals.is_sorted_by_key(|proposal| proposal.fit));
        }
        assert!(strategy.channels_for("service", &[]).iter().all(|p| p.channel != "staff-feed"));
        assert_eq!(strategy.internal_channels_for(&["field-staff"])[0].fit, Fit::Preferred);
    }

    #[test]
    fn the_chain_above_ends() {
        let strategy = sundby();
        let ids: Vec<&str> =
            strategy.levels_above("employee").iter().map(|level| level.id.as_str()).collect();
        assert_eq!(ids, ["manager", "centres", "executive-board"]);
    }
}
