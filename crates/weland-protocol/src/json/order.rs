//! The order that members come in.

use weland_core::Member;

/// In which orders the members of structures have come, where it was not the model's: the values of a list usually have one
/// order.
#[derive(Debug, Default)]
pub(super) struct Orders(Vec<Order>);

#[derive(Debug)]
struct Order {
    members: &'static [Member],
    /// Which member came last after each: first the one at the beginning, then the one after the first of the model, and so on.
    after: Vec<usize>,
}

impl Orders {
    /// The orders of how many structures are remembered at most.
    const KEPT: usize = 16;

    /// The order of the structure with these members, if it is remembered.
    #[inline]
    pub(super) fn of(&self, members: &'static [Member]) -> Option<usize> {
        self.0.iter().position(|order| std::ptr::eq(order.members, members))
    }

    /// The index of the member to expect at a place: that after the previous member's index.
    #[inline]
    pub(super) fn expected(&self, order: Option<usize>, place: usize) -> usize {
        order.and_then(|order| self.0.get(order)?.after.get(place)).copied().unwrap_or(place)
    }

    /// Remembers the member that came at a place. Gives the order of its structure.
    pub(super) fn note(
        &mut self,
        order: Option<usize>,
        members: &'static [Member],
        place: usize,
        index: usize,
    ) -> Option<usize> {
        // A value within this one may have had the same members.
        let order = order.or_else(|| self.of(members));
        if order.is_none() {
            if self.0.len() >= Self::KEPT {
                return None;
            }
            self.0.push(Order { members, after: (0..=members.len()).collect() });
        }
        let order = order.unwrap_or(self.0.len() - 1);
        if let Some(after) = self.0.get_mut(order).and_then(|order| order.after.get_mut(place)) {
            *after = index;
        }
        Some(order)
    }
}

#[cfg(test)]
mod tests {
    use weland_core::schema;

    use super::*;

    static MEMBERS: [Member; 3] =
        [Member::new("a", &schema::STRING), Member::new("b", &schema::STRING), Member::new("c", &schema::STRING)];

    #[test]
    fn members_are_expected_where_they_came_last() {
        let mut orders = Orders::default();
        assert_eq!((orders.of(&MEMBERS), orders.expected(None, 2)), (None, 2));
        let order = orders.note(None, &MEMBERS, 0, 2);
        assert_eq!((order, orders.of(&MEMBERS)), (Some(0), Some(0)));
        // An object within the first one begins before anything is known, and finds the order later.
        assert_eq!(orders.note(None, &MEMBERS, 3, 1), Some(0));
        assert_eq!([0, 1, 2, 3, 4].map(|place| orders.expected(order, place)), [2, 1, 2, 1, 4]);
    }

    #[test]
    fn only_some_orders_are_kept() {
        let mut orders = Orders::default();
        for _ in 0..20 {
            let members: &'static [Member] = Box::leak(Box::new([Member::new("a", &schema::STRING)]));
            orders.note(None, members, 0, 0);
        }
        assert_eq!(orders.0.len(), Orders::KEPT);
    }
}
