//! The one migrations folder, for both databases, in the order of the file names.
//! A migration is forward only and starts with why; `HEAD` names the last one, so that two
//! changes that both add one meet as a conflict.

use db::Migration;

macro_rules! migrations {
    ($($name:literal),* $(,)?) => {
        &[$(Migration { name: $name, text: include_str!(concat!("../migrations/", $name, ".sql")) }),*]
    };
}

/// Every migration, oldest first.
pub const MIGRATIONS: &[Migration] = migrations![
    "202611220001_ground",
    "202611220002_thread",
    "202611220003_strategy",
    "202611220004_people",
    "202611220005_message",
    "202611220006_approval",
    "202611220007_release",
    "202611220008_publish",
    "202611220009_dispatch",
    "202611220010_plan",
    "202611220011_people_import",
    "202611220012_api_writing",
    "202611220013_message_plan",
    "202611220014_load",
    "202611220015_quotation",
    "202611220016_media",
    "202611220017_reminder",
    "202611220020_people_sign_in",
    "202611220021_people_local_accounts",
    "202611220022_people_absence_deputy",
    "202611220023_people_audience",
    "202611220024_publish_channel",
    "202611220040_people_account_columns",
    "202611220041_approval_number",
    "202611220042_check_words",
    "202611220043_article_language",
    "202611290050_release_record",
    "202611290055_dispatch_trial",
    "202611290060_ground_node",
    "202611290061_dispatch_held",
    "202611290080_approval_confirmation",
    "202611290090_publish_notice",
    "202611300100_erasure",
    "202611300300_release_exemption",
    "202611300301_approval_urgent_once",
    "202611300400_message_pictures",
    "202611300500_message_form",
    "202611300501_approval_function",
    "202611300600_dispatch_settled",
    "202611300601_delivery_doubt",
    "202611300602_schedule_told",
    "202611300603_staff_post_changed",
    "202611300604_names_then",
    "202611300700_subscription_ask",
    "202611300701_lost_readers",
    "202611300702_notice_shown",
    "202611300703_trial_problem",
    "202611300800_access_change",
    "202611300801_event_name_hash",
];

#[cfg(test)]
mod tests {
    use super::MIGRATIONS;

    #[test]
    fn the_list_is_the_folder_and_head_is_the_last() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
        let mut files: Vec<String> = std::fs::read_dir(&folder)
            .unwrap()
            .filter_map(|entry| entry.unwrap().file_name().to_str()?.strip_suffix(".sql").map(str::to_owned))
            .collect();
        files.sort();
        let names: Vec<&str> = MIGRATIONS.iter().map(|migration| migration.name).collect();
        assert_eq!(names, files);
        let head = std::fs::read_to_string(folder.join("HEAD")).unwrap();
        assert_eq!(head.trim(), *names.last().unwrap());
    }

    #[test]
    fn every_migration_says_why() {
        for migration in MIGRATIONS {
            assert!(migration.text.starts_with("-- "), "{} must start with why", migration.name);
        }
    }
}
